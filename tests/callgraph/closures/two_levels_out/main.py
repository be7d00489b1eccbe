def first():
    return 1


def second():
    return 2


def outer():
    job = first

    def middle():
        def inner():
            nonlocal job
            job = second

        inner()  # calls: main.outer.middle.inner

    middle()  # calls: main.outer.middle
    return job()  # calls: main.first, main.second


outer()  # calls: main.outer
