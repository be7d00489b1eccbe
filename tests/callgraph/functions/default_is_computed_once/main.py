def make_default():
    return 3


def wait(seconds=make_default()):  # calls: main.make_default
    return seconds


wait()  # calls: main.wait
