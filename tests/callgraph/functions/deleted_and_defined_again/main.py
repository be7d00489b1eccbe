def load():
    return old()  # calls: main.old


def old():
    return 1


load()  # calls: main.load
del load


def load():
    return new()  # calls: main.new


def new():
    return 2


load()
