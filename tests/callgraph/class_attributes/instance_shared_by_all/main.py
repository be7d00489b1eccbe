class Clock:
    def now(self):
        return 1


class Event:
    clock = Clock()

    def stamp(self):
        return self.clock.now()  # calls: main.Clock.now

    @classmethod
    def zero(cls):
        return cls.clock.now()  # calls: main.Clock.now


Event().stamp()  # calls: main.Event.stamp
Event.zero()  # calls: main.Event.zero
