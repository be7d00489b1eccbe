from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    def take(self):
        return None


class Row:
    pass


def empty(shelf: Shelf[Row]):
    return shelf.take()  # calls: main.Shelf.take


def open_all(kinds: list[type[Shelf[Row]]]):
    for kind in kinds:
        kind().take()  # calls: main.Shelf.take


def made():
    return eval("Shelf()")


empty(made())  # calls: main.empty, main.made
open_all([Shelf])  # calls: main.open_all
