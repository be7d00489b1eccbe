def fry():
    return 1


def boil():
    return 2


KITCHEN = {"egg": [fry, boil], "soup": (boil,)}
KITCHEN["egg"][0]()  # calls: main.fry
KITCHEN["soup"][0]()  # calls: main.boil
