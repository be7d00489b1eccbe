def wash():
    return 1


def dry():
    return 2


def steps():
    yield wash
    yield dry


for step in steps():  # calls: main.steps
    step()  # calls: main.wash, main.dry
