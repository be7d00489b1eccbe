def left():
    return 1


def right():
    return 2


def go(moves, named):
    match moves:
        case [first, *rest]:
            first()  # calls: main.left
            rest[0]()  # calls: main.right
    match named:
        case {"back": back}:
            back()  # calls: main.right


go([left, right], {"back": right})  # calls: main.go
