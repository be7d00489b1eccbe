class Store:
    def __init__(self):
        self.items = {"a": 1}

    def __delitem__(self, key):
        return self.forget(key)  # calls: main.Store.forget

    def forget(self, key):
        return key


store = Store()  # calls: main.Store.__init__
del store["a"]  # calls: main.Store.__delitem__
del store.items["a"]
del store.items
