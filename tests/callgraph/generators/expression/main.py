def check(value):
    return value > 1


def keep(values):
    return sum(value for value in values if check(value))  # calls: main.check


keep([1, 2])  # calls: main.keep
