def cut():
    return 1


def glue():
    return 2


def bend():
    return 3


BASIC = {"cut": cut}
MORE = BASIC | {"glue": glue}
MORE |= {"bend": bend}

MORE["cut"]()  # calls: main.cut
MORE["glue"]()  # calls: main.glue
MORE["bend"]()  # calls: main.bend
