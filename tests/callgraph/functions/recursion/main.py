def countdown(number):
    if number:
        return countdown(number - 1)  # calls: main.countdown
    return finished()  # calls: main.finished


def finished():
    return "done"


countdown(2)  # calls: main.countdown
