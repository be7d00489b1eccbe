class Lazy:
    def __init__(self):
        self.engine = None

    def get(self):
        if self.engine is None:
            self.engine = Engine()
        return self.engine

    def run(self):
        return self.get().start()  # calls: main.Lazy.get, main.Engine.start


class Engine:
    def start(self):
        return 1


Lazy().run()  # calls: main.Lazy.__init__, main.Lazy.run
