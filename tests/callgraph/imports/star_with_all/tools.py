__all__ = ["hammer", "_hidden"]


def hammer():
    return 1


def _hidden():
    return 1


def saw():
    return "theirs"
