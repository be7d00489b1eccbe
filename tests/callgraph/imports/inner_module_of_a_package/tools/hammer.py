from . import nail


def hit():
    return nail.size()  # calls: tools.nail.size
