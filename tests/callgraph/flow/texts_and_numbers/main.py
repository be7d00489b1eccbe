class Line:
    def draw(self):
        return ("-" * 3).center(9)


class Sum:
    def __radd__(self, other):
        return self.add(other)  # calls: main.Sum.add

    def add(self, other):
        return other


class Plain:
    pass


f"{Plain()} {Line()}".upper()
Plain() + Sum()  # calls: main.Sum.__radd__
Line().draw()  # calls: main.Line.draw
str(1)[0].upper()
