def parse(text):
    return text


def render(text):
    return text


def tools():
    return parse, render


def run():
    read, write = tools()  # calls: main.tools
    write(read("a"))  # calls: main.parse, main.render


run()  # calls: main.run
