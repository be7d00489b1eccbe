from dataclasses import dataclass, field


class Rounding:
    def apply(self, number):
        return number


HALF_UP = Rounding()


@dataclass
class Money:
    amount: int
    rounding: Rounding = field(default=HALF_UP, repr=False)

    def rounded(self):
        return self.rounding.apply(self.amount)  # calls: main.Rounding.apply


Money(1).rounded()  # calls: main.Money.rounded
