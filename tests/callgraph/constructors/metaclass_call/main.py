class Single(type):
    def __call__(cls, *arguments):
        return super().__call__(*arguments)  # calls: main.Registry.__init__


class Registry(metaclass=Single):
    def __init__(self):
        self.items = []


Registry()  # calls: main.Single.__call__
