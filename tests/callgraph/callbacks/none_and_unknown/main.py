from functools import partial, wraps


def keep(item):
    return item


def how():
    return eval("[keep]")


kept = list(filter(None, [keep, None]))
kept[0](1)  # calls: main.keep
kept.sort(key=None)
partial(*how())(1)  # calls: main.how


class Wrapped:
    def go(self):
        return 1


wraps(keep)(Wrapped().go.__func__)(Wrapped())  # calls: main.Wrapped.go
