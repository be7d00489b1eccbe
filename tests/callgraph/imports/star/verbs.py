from nouns import *


def walk():
    return dog()  # calls: nouns.dog


def _sneak():
    return 1
