class Thermostat:
    def __init__(self):
        self.value = 0

    @property
    def target(self):
        return self.value

    @target.setter
    def target(self, value):
        self.value = self.clamp(value)  # calls: main.Thermostat.clamp

    def clamp(self, value):
        return min(value, 30)


def warmer():
    thermostat = Thermostat()  # calls: main.Thermostat.__init__
    thermostat.target = 40  # calls: main.Thermostat.target


warmer()  # calls: main.warmer
