import re
from functools import partial


class Kept:
    def __init__(self, found):
        self.found = found


def masked(sign, found):
    return sign


re.sub("a", partial(masked, "*"), "banana")  # calls: main.masked
list(map(Kept, ["a"]))  # calls: main.Kept.__init__
