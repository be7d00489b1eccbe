handler = None


def on_error(message):
    return message


def install():
    global handler
    handler = on_error


def report(message):
    return handler(message)  # calls: main.on_error


install()  # calls: main.install
report("late")  # calls: main.report
