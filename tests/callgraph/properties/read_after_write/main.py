class Dial:
    def __init__(self):
        self.value = 0

    @property
    def angle(self):
        return self.value

    @angle.setter
    def angle(self, value):
        self.value = value


def turn(dial):
    dial.angle = 3  # calls: main.Dial.angle


def turn_and_look(dial):
    dial.angle = Look()
    return dial.angle.see()  # calls: main.Dial.angle, main.Look.see


class Look:
    def see(self):
        return 1


turn(Dial())  # calls: main.Dial.__init__, main.turn
turn_and_look(Dial())  # calls: main.turn_and_look
