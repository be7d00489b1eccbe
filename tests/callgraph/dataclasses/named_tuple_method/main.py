from typing import NamedTuple


class Size(NamedTuple):
    width: int
    height: int

    def area(self):
        return scale(self.width)  # calls: main.scale


def scale(value):
    return value


Size(1, 2).area()  # calls: main.Size.area
