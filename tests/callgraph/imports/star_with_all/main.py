from tools import *


def saw():
    return "mine"


hammer()  # calls: tools.hammer
_hidden()  # calls: tools._hidden
saw()  # calls: main.saw
