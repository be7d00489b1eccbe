def one():
    return 1


def two():
    return 2


jobs = [one, two]
jobs.__iter__()
iterator = iter(jobs)
iterator.__next__()()  # calls: main.one, main.two
if jobs.__contains__(one) and jobs.count(two):
    jobs.__getitem__(0)
