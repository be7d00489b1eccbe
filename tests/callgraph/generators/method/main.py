class Feed:
    def __init__(self, items):
        self.items = items

    def fresh(self):
        for item in self.items:
            if self.wanted(item):  # calls: main.Feed.wanted
                yield item

    def wanted(self, item):
        return True


print(list(Feed([1]).fresh()))  # calls: main.Feed.__init__, main.Feed.fresh
