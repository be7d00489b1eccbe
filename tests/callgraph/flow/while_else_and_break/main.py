def ready():
    return True


def go():
    return 1


def never():
    return 0


def run():
    while not ready():  # calls: main.ready
        break
    else:
        go()  # calls: main.go
    for _ in ():
        break
    else:
        never()  # calls: main.never


run()  # calls: main.run
