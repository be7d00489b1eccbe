def poll():
    return eval("1")


def handle():
    return 1


def never():
    return 0


def serve():
    while True:
        found = poll()  # calls: main.poll
        if not found:
            continue
        return handle()  # calls: main.handle
    never()


serve()  # calls: main.serve
