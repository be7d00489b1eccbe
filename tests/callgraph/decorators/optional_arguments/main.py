def cached(function=None, *, size=1):
    def decorate(inner):
        def lookup():
            return inner()  # calls: main.one, main.two

        return lookup

    if function is not None:
        return decorate(function)  # calls: main.cached.decorate
    return decorate


@cached  # calls: main.cached
def one():
    return 1


@cached(size=3)  # calls: main.cached, main.cached.decorate
def two():
    return 2


one()  # calls: main.cached.decorate.lookup
two()
