from functools import partial


class Robot:
    def turn(self, degrees):
        return degrees


def run():
    left = partial(Robot().turn, 90)
    return left()  # calls: main.Robot.turn


run()  # calls: main.run
