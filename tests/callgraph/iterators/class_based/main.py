class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        return self.step()  # calls: main.Countdown.step

    def step(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left


for number in Countdown(2):  # calls: main.Countdown.__init__, main.Countdown.__iter__, main.Countdown.__next__
    print(number)
