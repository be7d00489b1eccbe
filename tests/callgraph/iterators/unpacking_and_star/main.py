def first():
    return 1


def second():
    return 2


def third():
    return 3


one, *rest = [first, second, third]
one()  # calls: main.first
rest[0]()  # calls: main.second
for action in rest:
    action()  # calls: main.third
