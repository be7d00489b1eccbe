from collections import OrderedDict
from datetime import date


class Day:
    def of(self, when):
        return type(when).fromordinal(1)


Day().of(date(2024, 1, 1))  # calls: main.Day.of
OrderedDict(a=1).keys()
