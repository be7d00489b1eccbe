def one():
    return 1


def two():
    return 2


STEPS = [one]
STEPS.append(two)


def run():
    for step in STEPS:
        step()  # calls: main.one, main.two
    return STEPS[0]()


run()  # calls: main.run
