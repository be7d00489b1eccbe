import main as itself


def usual():
    return 1


def fallback():
    return 2


def choose():
    return getattr(itself, "usual", fallback)()  # calls: main.usual, main.fallback


choose()  # calls: main.choose
