class Money:
    def __init__(self, cents):
        self.cents = cents

    def half(self):
        return type(self)(self.cents / 2)  # calls: main.Money.__init__, main.Euro.__init__

    def copy(self):
        return self.__class__(self.cents)  # calls: main.Money.__init__


class Euro(Money):
    def __init__(self, cents):
        super().__init__(cents)  # calls: main.Money.__init__


Money(2).half()  # calls: main.Money.__init__, main.Money.half
Euro(2).half()  # calls: main.Euro.__init__
Money(3).copy()  # calls: main.Money.copy
