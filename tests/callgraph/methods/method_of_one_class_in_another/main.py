class Store:
    def put(self, item):
        return item


class Shop:
    def __init__(self, store):
        self.put = store.put

    def sell(self, item):
        return self.put(item)  # calls: main.Store.put


Shop(Store()).sell("pen")  # calls: main.Shop.__init__, main.Shop.sell
