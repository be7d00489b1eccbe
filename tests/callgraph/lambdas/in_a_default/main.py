def now():
    return 1


def stamp(clock=lambda: now()):  # <lambda1> calls: main.now
    return clock()  # calls: main.<lambda1>


stamp()  # calls: main.stamp
