def load():
    return 1


def save():
    return 2


for number, action in enumerate([load]):
    action()  # calls: main.load
for name, action in zip(["a"], [save]):
    action()  # calls: main.save
