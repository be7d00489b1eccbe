def start():
    return 1


def stop():
    return 2


def other():
    return 3


def run(command):
    match command:
        case "start":
            start()  # calls: main.start
        case "stop" | "halt":
            stop()  # calls: main.stop
        case _:
            other()  # calls: main.other


for command in ("start", "stop", "x"):
    run(command)  # calls: main.run
