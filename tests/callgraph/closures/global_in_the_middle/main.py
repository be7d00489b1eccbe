def work():
    return 1


def outer():
    global work

    def inner():
        return work()  # calls: main.work

    return inner()  # calls: main.outer.inner


outer()  # calls: main.outer
