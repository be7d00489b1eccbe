def left():
    return 1


def right():
    return 2


def both(*functions, **named):
    for function in functions:
        function()  # calls: main.left, main.right
    for function in named.values():
        function()  # calls: main.left, main.right


def some():
    return [right for _ in "ab"]


both(*some(), left, *some())  # calls: main.both, main.some
both(**dict.fromkeys("ab", left), **{"c": right})  # calls: main.both
