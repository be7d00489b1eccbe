class Point:
    def __init__(self, x):
        self.x = x

    @classmethod
    def parse(cls, text):
        return cls(int(text))  # calls: main.Point.__init__

    def shift(self):
        return Point(self.x + 1)  # calls: main.Point.__init__


Point.parse("3").shift()  # calls: main.Point.parse, main.Point.shift
