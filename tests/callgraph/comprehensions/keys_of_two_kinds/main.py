def one():
    return 1


def two(**named):
    return named


given = {"a": 1, 2: "b"}
table = {1: one, "x": two}
table[1]()  # calls: main.one
table["x"](**{k: v for k, v in given.items() if k == "a"})  # calls: main.two
two(**{"a": 1})  # calls: main.two
