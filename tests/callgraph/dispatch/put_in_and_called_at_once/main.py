def first():
    return 1


def second():
    return 2


def run():
    table = {}
    table["job"] = first
    table["job"]()  # calls: main.first
    table["job"] = second
    table["job"]()  # calls: main.second


run()  # calls: main.run
