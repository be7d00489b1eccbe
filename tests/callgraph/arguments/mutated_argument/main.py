def fill(actions):
    actions.append(hello)


def hello():
    return 1


def run():
    actions = []
    fill(actions)  # calls: main.fill
    actions[0]()  # calls: main.hello


run()  # calls: main.run
