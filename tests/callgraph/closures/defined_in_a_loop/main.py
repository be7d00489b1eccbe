def record(name):
    return name


def handlers(names):
    made = []
    for name in names:
        def handle(name=name):
            return record(name)  # calls: main.record

        made.append(handle)
    return made


for handler in handlers(["a", "b"]):  # calls: main.handlers
    handler()  # calls: main.handlers.handle
