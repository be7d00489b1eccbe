class Lost(Exception):
    def explain(self):
        return "lost"


class Late(Exception):
    def explain(self):
        return "late"


EXPECTED = (Lost, Late)


def reason():
    return eval("ValueError()")


def ship():
    raise Lost from reason()  # calls: main.reason


def run():
    try:
        ship()  # calls: main.ship
    except EXPECTED as error:
        return error.explain()  # calls: main.Lost.explain, main.Late.explain


run()  # calls: main.run
