def never():
    return inner()  # calls: main.inner


def inner():
    return 1
