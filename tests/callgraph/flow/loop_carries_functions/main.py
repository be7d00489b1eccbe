def one():
    return two


def two():
    return one


def run():
    step = one
    for _ in range(3):
        step = step()  # calls: main.one, main.two


run()  # calls: main.run
