def apply(action, value):
    return action(value)  # calls: main.double, main.negate


def double(value):
    return value * 2


def negate(value):
    return -value


print(apply(double, 3))  # calls: main.apply
print(apply(action=negate, value=3))
