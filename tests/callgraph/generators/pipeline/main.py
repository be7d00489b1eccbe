def parse(line):
    return line


def lines():
    yield "a"


def parsed(source):
    for line in source:
        yield parse(line)  # calls: main.parse


def total():
    return len(list(parsed(lines())))  # calls: main.lines, main.parsed


total()  # calls: main.total
