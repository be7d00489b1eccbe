def one():
    return 1


def two():
    return 2


def delayed(functions):
    return [lambda: function() for function in functions]  # <lambda1> calls: main.one, main.two


for later in delayed([one, two]):  # calls: main.delayed
    later()  # calls: main.delayed.<lambda1>
