class Step:
    def __init__(self, function):
        self.function = function
        self.next = None

    def then(self, other):
        self.next = other
        return self

    def run(self):
        self.function()  # calls: main.load, main.store
        if self.next:
            self.next.run()  # calls: main.Step.run


@Step  # calls: main.Step.__init__
def load():
    return 1


@Step  # calls: main.Step.__init__
def store():
    return 2


load.then(store).run()  # calls: main.Step.then, main.Step.run
