def outer(function):
    def outer_call():
        return function()  # calls: main.inner.inner_call

    return outer_call


def inner(function):
    def inner_call():
        return function()  # calls: main.task

    return inner_call


@outer  # calls: main.outer
@inner  # calls: main.inner
def task():
    return 1


task()  # calls: main.outer.outer_call
