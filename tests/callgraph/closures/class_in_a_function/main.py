def measure():
    return 1


def make():
    class Gauge:
        def read(self):
            return measure()  # calls: main.measure

    return Gauge


gauge = make()()  # calls: main.make
gauge.read()  # calls: main.make.Gauge.read
