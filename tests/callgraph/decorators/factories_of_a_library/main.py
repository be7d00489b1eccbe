import enum


@enum.verify(enum.UNIQUE)
class Colour(enum.Enum):
    RED = 1

    def paint(self):
        return self.value


Colour.RED.paint()  # calls: main.Colour.paint
