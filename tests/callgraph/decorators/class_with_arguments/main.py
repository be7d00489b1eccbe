class Throttle:
    def __init__(self, rate):
        self.rate = rate

    def __call__(self, function):
        def limited():
            return function()  # calls: main.ping

        return limited


@Throttle(3)  # calls: main.Throttle.__init__, main.Throttle.__call__
def ping():
    return 1


ping()  # calls: main.Throttle.__call__.limited
