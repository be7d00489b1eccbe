from enum import Enum


class Shape(Enum):
    ROUND = "round"
    FLAT = "flat"

    def draw(self):
        return self.value


class Tone(Shape.__base__):
    LOW = 1

    def play(self):
        return self.value


def draw(name):
    return Shape[name].draw()  # calls: main.Shape.draw


draw("ROUND")  # calls: main.draw
Tone["LOW"].play()  # calls: main.Tone.play
