import pickle


class Token:
    def value(self):
        return 1


def read() -> Token:
    return pickle.loads(pickle.dumps(Token()))


def use():
    return read().value()  # calls: main.read, main.Token.value


use()  # calls: main.use
