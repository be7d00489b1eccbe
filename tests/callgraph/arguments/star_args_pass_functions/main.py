def each(*actions):
    for action in actions:
        action()  # calls: main.wash, main.dry


def wash():
    return 1


def dry():
    return 2


each(wash, dry)  # calls: main.each
each(*[wash])
