def cut():
    return 1


def glue():
    return 2


def bend():
    return 3


names = ["cut", "glue"]
listed = dict([("cut", cut), ("bend", bend)])
zipped = dict(zip(names, [cut, glue]))
built = dict((name, bend) for name in names)

listed["cut"]()  # calls: main.cut
zipped["glue"]()  # calls: main.cut, main.glue
built["cut"]()  # calls: main.bend
