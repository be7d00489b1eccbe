from functools import singledispatch


@singledispatch
def show(value):
    return "thing"


@show.register(int)
def show_number(value):
    return "number"


@show.register
def show_text(value: str):
    return "text"


show(1.5)  # calls: main.show, main.show_number, main.show_text
show(1)  # calls: main.show, main.show_number, main.show_text
show("a")  # calls: main.show, main.show_number, main.show_text
