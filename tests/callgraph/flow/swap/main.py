def left():
    return 1


def right():
    return 2


def run():
    first, second = left, right
    first, second = second, first
    first()  # calls: main.right


run()  # calls: main.run
