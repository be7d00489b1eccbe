class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)  # calls: main.Money.__init__

    def __lt__(self, other):
        return self.cents < other.cents

    def __eq__(self, other):
        return self.cents == other.cents

    def show(self):
        return str(self.cents)


total = Money(1) + Money(2)  # calls: main.Money.__init__, main.Money.__add__
total.show()  # calls: main.Money.show
print(Money(1) < total, total == Money(3))  # calls: main.Money.__lt__, main.Money.__eq__
