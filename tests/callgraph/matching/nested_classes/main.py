class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def norm(self):
        return self.x


class Line:
    def __init__(self, start, end):
        self.start, self.end = start, end

    def length(self):
        return self.end


def measure(shape):
    match shape:
        case Line(start=Point(x=0)) as line:
            return line.length()  # calls: main.Line.length
        case Point(0, y):
            return y
        case Point() as point:
            return point.norm()  # calls: main.Point.norm
        case [Point() as first, *_]:
            return first.norm()  # calls: main.Point.norm
        case {"rest": None, **others}:
            return others
        case _:
            return None


measure(Line(Point(0, 0), Point(1, 1)))  # calls: main.measure, main.Line.__init__, main.Point.__init__
measure(Point(0, 1))  # calls: main.measure, main.Point.__init__
measure(Point(1, 1))  # calls: main.measure, main.Point.__init__
measure([Point(1, 1)])  # calls: main.measure, main.Point.__init__
measure({"rest": None, "more": 1})  # calls: main.measure
