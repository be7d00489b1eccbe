class Plugin:
    def __init__(self):
        self.name = "p"

    @classmethod
    def describe(cls):
        return "p"

    def start(self):
        return 1


def load(kind: type[Plugin]):
    kind.describe()  # calls: main.Plugin.describe
    return kind().start()  # calls: main.Plugin.__init__, main.Plugin.start
