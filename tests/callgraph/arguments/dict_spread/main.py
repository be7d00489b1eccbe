def draw(shape, colour):
    return shape(colour())  # calls: main.circle, main.red


def circle(colour):
    return colour


def red():
    return "r"


options = {"shape": circle, "colour": red}
draw(**options)  # calls: main.draw
