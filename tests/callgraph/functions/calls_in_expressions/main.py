def price(item):
    return len(item)


def tax(amount):
    return amount / 5


def discount(amount):
    return amount - 1


def shipping():
    return 3


def invoice(items):
    totals = {"net": price(items[0])}  # calls: main.price
    totals["tax"] = tax(totals["net"]) if items else shipping()  # calls: main.tax, main.shipping
    return f"{discount(totals['net']):>{shipping()}}"  # calls: main.discount


print(invoice(["pen"]))  # calls: main.invoice
