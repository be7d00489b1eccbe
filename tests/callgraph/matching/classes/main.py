class Circle:
    def __init__(self, pen):
        self.pen = pen

    def area(self):
        return 1


class Square:
    def side(self):
        return 1


class Pen:
    def draw(self):
        return 1


def handle(shape):
    match shape:
        case Circle(pen=pen) as circle:
            circle.area()  # calls: main.Circle.area
            pen.draw()  # calls: main.Pen.draw
        case Square():
            shape.side()  # calls: main.Square.side


handle(Circle(Pen()))  # calls: main.Circle.__init__, main.handle
handle(Square())
