def one():
    return 1


def two():
    return 2


jobs = [lambda: job() for job in (one, two)]  # <lambda1> calls: main.one, main.two
for job in jobs:
    job()  # calls: main.<lambda1>
