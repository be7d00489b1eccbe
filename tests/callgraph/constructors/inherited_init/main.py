class Event:
    def __init__(self, name):
        self.name = name


class Click(Event):
    pass


Click("a")  # calls: main.Event.__init__
