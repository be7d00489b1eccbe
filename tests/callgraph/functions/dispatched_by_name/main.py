def on_start():
    return 1


def on_stop():
    return 0


HANDLERS = {}
for handler in (on_start, on_stop):
    HANDLERS[handler.__name__] = handler


def fire(name):
    return HANDLERS[name]()  # calls: main.on_start, main.on_stop


fire("on_start")  # calls: main.fire
fire("on_stop")  # calls: main.fire
