_engine = None


class Engine:
    def start(self):
        return 1


def engine():
    global _engine
    if _engine is None:
        _engine = Engine()
    return _engine


engine().start()  # calls: main.engine, main.Engine.start
