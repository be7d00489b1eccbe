from itertools import starmap


def read():
    return eval("None")


def add(first, second):
    return first + second


for line in iter(read, None):  # calls: main.read
    line.strip()
for total in starmap(add, [(1, 2)]):  # calls: main.add
    print(total)
