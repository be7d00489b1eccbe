def done():
    return 1


def part():
    yield 1
    return done


def whole():
    finish = yield from part()  # calls: main.part
    finish()  # calls: main.done


list(whole())  # calls: main.whole
