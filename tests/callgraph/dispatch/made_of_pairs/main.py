def cut():
    return 1


def glue():
    return 2


def bend():
    return 3


names = ["cut", "glue"]
pairs = [("cut", cut), ("bend", bend)]
listed = dict(pairs)
zipped = dict(zip(names, [cut, glue], strict=True))
bent = [(name, bend) for name in names]
built = dict(bent)

listed["cut"]()  # calls: main.cut
zipped["glue"]()  # calls: main.cut, main.glue
built["cut"]()  # calls: main.bend
