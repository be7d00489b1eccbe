class Memo:
    def __init__(self, function):
        self.function = function

    def __call__(self, value):
        return self.function(value)  # calls: main.square


@Memo  # calls: main.Memo.__init__
def square(value):
    return value * value


square(3)  # calls: main.Memo.__call__
