def timed(function):
    def measure():
        return function()  # calls: main.work

    return measure


def work():
    return 1


fast_work = timed(work)  # calls: main.timed
fast_work()  # calls: main.timed.measure
work()  # calls: main.work
