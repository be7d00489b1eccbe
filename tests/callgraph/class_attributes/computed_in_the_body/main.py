def make_options():
    return {"a": 1}


class Tool:
    options = make_options()  # calls: main.make_options
    names = [name for name in options]


Tool()
