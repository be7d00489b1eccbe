def left():
    return 1


def right():
    return 2


def both(first, second, third):
    first()  # calls: main.left
    second()  # calls: main.right
    third()  # calls: main.left, main.right


def rest():
    return [eval("right")]


both(left, *[right], left)  # calls: main.both
both(left, right, *rest())  # calls: main.both, main.rest
