def stamp():
    return 1


def build(mark):
    class Card:
        made = mark()  # calls: main.stamp

    return Card


build(stamp)  # calls: main.build
