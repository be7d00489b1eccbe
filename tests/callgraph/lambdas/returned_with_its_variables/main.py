def render(text, width):
    return text.rjust(width)


def padded(width):
    return lambda text: render(text, width)  # <lambda1> calls: main.render


def show():
    print(padded(3)("a"))  # calls: main.padded, main.padded.<lambda1>


show()  # calls: main.show
