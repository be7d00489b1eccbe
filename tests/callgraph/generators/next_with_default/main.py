def fallback():
    return 1


def found():
    return 2


def search():
    yield found


action = next(search(), fallback)  # calls: main.search
action()  # calls: main.found, main.fallback
