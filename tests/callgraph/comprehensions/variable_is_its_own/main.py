def outer_action():
    return 1


def inner_action():
    return 2


def run():
    action = outer_action
    [action() for action in [inner_action]]  # calls: main.inner_action
    return action()  # calls: main.outer_action


run()  # calls: main.run
