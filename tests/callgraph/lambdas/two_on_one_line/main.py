def left():
    return "l"


def right():
    return "r"


pair = (lambda: left(), lambda: 0)  # <lambda1> calls: main.left
pair[0]()  # calls: main.<lambda1>
pair[1]()  # calls: main.<lambda2>
right()  # calls: main.right
