def start():
    return 1


def stop():
    return 2


COMMANDS = {"start": start, "stop": stop}


def run(name):
    return COMMANDS[name]()  # calls: main.start, main.stop


def run_start():
    return COMMANDS["start"]()  # calls: main.start


def run_or_default(name):
    return COMMANDS.get(name, unknown)()  # calls: main.start, main.stop, main.unknown


def unknown():
    return 0


run("start")
run("stop")  # calls: main.run
run_start()  # calls: main.run_start
for name in ("start", "stop", "x"):
    run_or_default(name)  # calls: main.run_or_default
