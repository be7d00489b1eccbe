def discount(price):
    return price / 2


def checkout(prices):
    lower = lambda price: discount(price)  # <lambda1> calls: main.discount
    return [lower(price) for price in prices]  # calls: main.checkout.<lambda1>


checkout([2])  # calls: main.checkout
