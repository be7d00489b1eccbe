from .money.tax import rate


def add():
    return rate()  # calls: shop.money.tax.rate
