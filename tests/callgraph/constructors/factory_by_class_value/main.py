class Square:
    def __init__(self):
        self.sides = 4


class Triangle:
    def __init__(self):
        self.sides = 3


SHAPES = {"square": Square, "triangle": Triangle}


def make(name):
    return SHAPES[name]()  # calls: main.Square.__init__, main.Triangle.__init__


make("square")  # calls: main.make
make("triangle")
