class Item:
    def __init__(self, name):
        self.name = name

    def show(self):
        return self.name


for item in map(Item, ["a"]):  # calls: main.Item.__init__
    item.show()  # calls: main.Item.show
