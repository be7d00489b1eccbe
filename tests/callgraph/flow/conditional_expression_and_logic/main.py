def a():
    return 0


def b():
    return 1


def c():
    return 2


def run(flag):
    action = a if flag else b
    action()  # calls: main.a, main.b
    return a() or b() and c()  # calls: main.c


run(len("x") > 1)  # calls: main.run
run(len("x") == 1)
