from enum import Enum


class Titled(Enum):
    def title(self):
        return self.name


class Colour(Titled):
    RED = 1
    BLUE = 2


Colour["RED"].title()  # calls: main.Titled.title
for colour in Colour:
    colour.title()  # calls: main.Titled.title
