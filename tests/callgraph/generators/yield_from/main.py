def inner():
    started()  # calls: main.started
    yield ended


def started():
    return 1


def ended():
    return 1


def outer():
    yield from inner()  # calls: main.inner


for action in outer():  # calls: main.outer
    action()  # calls: main.ended
