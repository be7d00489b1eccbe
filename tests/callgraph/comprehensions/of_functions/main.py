def up():
    return 1


def down():
    return 2


moves = [move for move in (up, down)]
results = [move() for move in moves]  # calls: main.up, main.down
table = {name: move for name, move in zip("ud", moves)}


def play():
    return table["u"]()  # calls: main.up, main.down


play()  # calls: main.play
