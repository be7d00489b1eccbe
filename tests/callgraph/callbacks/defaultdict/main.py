from collections import defaultdict


class Basket:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)


baskets = defaultdict(Basket)
baskets["anna"].add("pen")  # calls: main.Basket.__init__, main.Basket.add
