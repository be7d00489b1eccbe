def sorted(values):
    return list(values)


def report(values):
    return sorted(values)  # calls: main.sorted


report([2, 1])  # calls: main.report
