class Temperature:
    @staticmethod
    def check(value):
        return value

    @classmethod
    def freezing(cls):
        return cls.of(0)  # calls: main.Temperature.of

    @classmethod
    def of(cls, value):
        cls.check(value)  # calls: main.Temperature.check
        return cls(value)  # calls: main.Temperature.__init__

    def __init__(self, value):
        self.value = value


Temperature.freezing()  # calls: main.Temperature.freezing
Temperature.check(3)  # calls: main.Temperature.check
Temperature(1).of(2)  # calls: main.Temperature.of, main.Temperature.__init__
