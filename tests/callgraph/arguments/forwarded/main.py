def outer(*args, **options):
    return inner(*args, **options)  # calls: main.inner


def inner(first, *, then):
    first()  # calls: main.one
    then()  # calls: main.two


def one():
    return 1


def two():
    return 2


outer(one, then=two)  # calls: main.outer
