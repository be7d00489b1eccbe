from collections import Counter
from types import SimpleNamespace  # noqa: F401
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from missing import Shelf


class Row:
    def read(self):
        return 1


def show(shelf: "Shelf[Row]", row: Row, seen: "Counter[Row]"):
    shelf.take()
    for key in seen:
        key.read()
    return row.read()  # calls: main.Row.read


def found(what):
    return eval(what)


show(found("SimpleNamespace(take=dict)"), found("Row()"), found("Counter()"))  # calls: main.show, main.found
