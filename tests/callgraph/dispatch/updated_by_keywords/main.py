def bake():
    return 1


def fry():
    return 2


def boil():
    return 3


table = dict(bake=bake)
table.update(fry=fry)
table.setdefault("boil", boil)

table["bake"]()  # calls: main.bake
table["fry"]()  # calls: main.fry
table["boil"]()  # calls: main.boil
table.popitem()[1]()  # calls: main.bake, main.fry, main.boil
