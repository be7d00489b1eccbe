class Thing:
    def go(self):
        return 1


def tried(work):
    try:
        return work()  # calls: main.<lambda1>, main.<lambda2>, main.<lambda3>, main.change
    except (TypeError, AttributeError):
        return None


def change():
    thing = Thing()
    thing[0] = 1
    del thing[0]


tried(lambda: Thing()())  # calls: main.tried
tried(lambda: Thing()[0])  # calls: main.tried
tried(lambda: list(Thing()))  # calls: main.tried
tried(change)  # calls: main.tried
