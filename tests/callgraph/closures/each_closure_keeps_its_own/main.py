def red():
    return "r"


def blue():
    return "b"


def painter(brush):
    def paint():
        return brush()  # calls: main.red, main.blue

    return paint


paint_red = painter(red)  # calls: main.painter
paint_blue = painter(blue)


def both():
    paint_red()  # calls: main.painter.paint
    paint_blue()


both()  # calls: main.both
