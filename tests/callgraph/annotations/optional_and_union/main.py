from typing import Optional, Union


class Cash:
    def pay(self):
        return 1


class Card:
    def pay(self):
        return 2


def maybe(cash: Optional[Cash]):
    if cash is not None:
        cash.pay()  # calls: main.Cash.pay


def either(means: Cash | Card | None):
    if means:
        means.pay()  # calls: main.Cash.pay, main.Card.pay


def old_style(means: Union[Cash, "Card"]):
    means.pay()  # calls: main.Cash.pay, main.Card.pay
