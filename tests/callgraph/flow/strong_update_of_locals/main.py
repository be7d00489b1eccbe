def old():
    return 1


def new():
    return 2


def run():
    action = old
    action = new
    return action()  # calls: main.new


run()  # calls: main.run
