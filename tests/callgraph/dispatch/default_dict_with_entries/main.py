from collections import defaultdict


def plain():
    return 1


def special():
    return 2


table = defaultdict(lambda: plain, {"x": special})  # calls: main.<lambda1>
table["x"]()  # calls: main.special
table["y"]()  # calls: main.plain
