hook = None


def run():
    return hook()  # calls: main.local
