class Line:
    def strip(self):
        return Line()

    def text(self):
        return "t"


def clean(lines):
    kept = [last for line in lines if (last := line.strip())]  # calls: main.Line.strip
    last.text()  # calls: main.Line.text
    return kept


clean([Line()])  # calls: main.clean
