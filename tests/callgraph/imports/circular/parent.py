import child


def grow():
    return child.born()  # calls: child.born


def name():
    return "p"
