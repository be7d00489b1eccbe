from collections import Counter
from typing import Generic, Optional, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    item: T

    def open(self):
        return 1

    class Lid:
        def lift(self):
            return 2


Maybe = Optional
Nothing = None


class Row:
    owner: "Box[Row]"

    @classmethod
    def opened(cls):
        return cls.owner.open()  # calls: main.Box.open


def lift(lid: Box.Lid, box: Box | Nothing, unknown: "Missing", counted: Counter = Counter()):  # noqa: F821, B008
    lid.lift()  # calls: main.Box.Lid.lift
    if box is not None:
        box.open()  # calls: main.Box.open
    return unknown, counted


def found(what):
    return eval(what)


Row.owner = Box()
Row.opened()  # calls: main.Row.opened
lift(found("Box.Lid()"), found("Box()"), 1)  # calls: main.lift, main.found
