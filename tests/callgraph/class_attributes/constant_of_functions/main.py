def low():
    return 1


def high():
    return 2


class Alarm:
    levels = [low, high]

    def ring(self):
        for level in self.levels:
            level()  # calls: main.low, main.high


Alarm().ring()  # calls: main.Alarm.ring
