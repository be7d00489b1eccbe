class Clock:
    def tick(self):
        return 1


class Tower:
    bell: Clock

    def strike(self):
        return self.bell.tick()  # calls: main.Clock.tick


def ring(makers):
    clock: Clock
    for maker in makers:
        clock = maker()
        clock.tick()  # calls: main.Clock.tick
    return makers


def shared():
    return Tower.bell.tick()  # calls: main.Clock.tick


Tower.bell = Clock()
shared()  # calls: main.shared
Tower().strike()  # calls: main.Tower.strike
ring([Clock])  # calls: main.ring
