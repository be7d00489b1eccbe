from typing import Literal


class Door:
    def open(self):
        return 1

    def close(self):
        return 0


def move(door: Door, how: Literal["open", "close"]):
    return getattr(door, how)()  # calls: main.Door.open, main.Door.close


def wish():
    return eval("'open'")


move(Door(), wish())  # calls: main.move, main.wish
move(Door(), eval("'close'"))  # calls: main.move
