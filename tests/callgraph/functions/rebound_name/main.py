def first():
    return 1


def second():
    return 2


current = first
current()  # calls: main.first
current = second
current()  # calls: main.second


def later():
    return current()  # calls: main.second


later()  # calls: main.later
