def wash():
    return 1


def dry():
    return 2


def fold():
    return 3


STEPS = (wash, dry, fold)

for step in STEPS[1:]:
    step()  # calls: main.dry, main.fold
STEPS[:1][0]()  # calls: main.wash
STEPS[-1]()  # calls: main.fold
