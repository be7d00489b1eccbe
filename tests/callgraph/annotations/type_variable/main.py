from typing import TypeVar


class Shape:
    def area(self):
        return 1


S = TypeVar("S", bound=Shape)
AnyShape = TypeVar("AnyShape", bound="Shape")


def measure(shape: S) -> S:
    shape.area()  # calls: main.Shape.area
    return shape


def again(shape: AnyShape):
    shape.area()  # calls: main.Shape.area
