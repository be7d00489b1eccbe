def sell():
    return 1


def refund():
    return sell()  # calls: shop.sell
