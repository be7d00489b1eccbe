import functools


def report(level, text):
    return text


def each(items, action):
    for item in items:
        action(item)  # calls: main.report


each(["a"], functools.partial(report, "info"))  # calls: main.each
