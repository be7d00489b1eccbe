def key(n):
    return str(n)


def value(n):
    return n


def keep(n):
    return True


numbers = [1, 2]
[value(n) for n in numbers]  # calls: main.value
{key(n) for n in numbers}  # calls: main.key
{key(n): value(n) for n in numbers if keep(n)}  # calls: main.keep


def rows():
    return [[value(n) for n in line] for line in [numbers]]  # calls: main.value


rows()  # calls: main.rows
