def allowed(value):
    return value > 1


def accept(value):
    return value


def run(value):
    match value:
        case number if allowed(number):  # calls: main.allowed
            return accept(number)  # calls: main.accept
    return None


run(2)  # calls: main.run
