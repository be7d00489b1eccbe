class Basket:
    def __init__(self, prices):
        self.prices = prices

    @property
    def total(self):
        return self.add_up()  # calls: main.Basket.add_up

    def add_up(self):
        return sum(self.prices)


def show(basket):
    return basket.total  # calls: main.Basket.total


show(Basket([1]))  # calls: main.Basket.__init__, main.show
