def parse():
    return 1


def check():
    return 2


def run():
    stages = {"parse": parse, "check": check}
    for name, stage in stages.items():
        stage()  # calls: main.parse, main.check


run()  # calls: main.run
