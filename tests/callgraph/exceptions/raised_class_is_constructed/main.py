class Stop(Exception):
    def __init__(self):
        super().__init__("stop")


def run():
    try:
        raise Stop  # calls: main.Stop.__init__
    except Stop:
        return after()  # calls: main.after


def after():
    return 1


run()  # calls: main.run
