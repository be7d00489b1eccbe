def read(self):
    return self.raw()  # calls: main.Gauge.raw


def change(self, value):
    return self.check(value)  # calls: main.Gauge.check


class Gauge:
    level = property(fget=read, fset=change)
    depth = property(read)

    def raw(self):
        return 1

    def check(self, value):
        return value


gauge = Gauge()
gauge.level = 2  # calls: main.change
gauge.level  # calls: main.read
gauge.depth  # calls: main.read
