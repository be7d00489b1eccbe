from contextlib import contextmanager


class Connection:
    def ask(self):
        return 1


@contextmanager
def connect():
    opened()  # calls: main.opened
    yield Connection()
    closed()  # calls: main.closed


def opened():
    return 1


def closed():
    return 1


def run():
    with connect() as connection:  # calls: main.connect
        return connection.ask()  # calls: main.Connection.ask


run()  # calls: main.run
