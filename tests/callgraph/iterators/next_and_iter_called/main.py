class Ticket:
    def __init__(self):
        self.number = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.number += 1
        return self.number


def draw():
    tickets = iter(Ticket())  # calls: main.Ticket.__init__, main.Ticket.__iter__
    return next(tickets)  # calls: main.Ticket.__next__


draw()  # calls: main.draw
