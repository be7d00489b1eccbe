from typing import cast


class Motor:
    def start(self):
        return 1


def found():
    return eval("Motor()")


motor = cast(Motor, found())  # calls: main.found
motor.start()  # calls: main.Motor.start
again = cast("Motor", found())  # calls: main.found
again.start()  # calls: main.Motor.start
type(motor)().start()  # calls: main.Motor.start
kept = cast(object, Motor())
kept.start()  # calls: main.Motor.start
