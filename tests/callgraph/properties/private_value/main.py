class Gauge:
    limit = property(None)
    __slots__ = ("_level",)

    def __init__(self, level):
        self._level = level

    @property
    def level(self):
        return self._level

    @level.deleter
    def level(self):
        del self._level


gauge = Gauge(1)  # calls: main.Gauge.__init__
gauge.level  # calls: main.Gauge.level
