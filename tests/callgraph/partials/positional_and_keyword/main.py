from functools import partial


def move(thing, where, *, how):
    return how(thing)  # calls: main.walk


def walk(thing):
    return thing


home = partial(move, where="home", how=walk)
home("dog")  # calls: main.move
