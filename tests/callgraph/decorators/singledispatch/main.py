from functools import singledispatch


@singledispatch
def show(value):
    return plain(value)  # calls: main.plain


@show.register
def show_number(value: int):
    return value


def plain(value):
    return str(value)


show("a")  # calls: main.show, main.show_number
show(3)
