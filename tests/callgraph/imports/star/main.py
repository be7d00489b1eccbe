from verbs import *

walk()  # calls: verbs.walk


def go():
    return walk()  # calls: verbs.walk


go()  # calls: main.go
