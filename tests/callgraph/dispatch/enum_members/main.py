from enum import Enum


class Level(Enum):
    LOW = 1
    HIGH = 2

    def label(self):
        return self.text()  # calls: main.Level.text

    def text(self):
        return self.name


Level.LOW.label()  # calls: main.Level.label
for level in Level:
    level.text()  # calls: main.Level.text
Level("x" and 2).label()
