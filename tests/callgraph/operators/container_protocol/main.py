class Shelf:
    def __init__(self):
        self.books = {}

    def __getitem__(self, title):
        return self.find(title)  # calls: main.Shelf.find

    def __setitem__(self, title, book):
        self.books[title] = book

    def __delitem__(self, title):
        self.books.pop(title)

    def __contains__(self, title):
        return title in self.books

    def __len__(self):
        return len(self.books)

    def find(self, title):
        return self.books[title]


shelf = Shelf()  # calls: main.Shelf.__init__
shelf["a"] = 1  # calls: main.Shelf.__setitem__
if "a" in shelf:  # calls: main.Shelf.__contains__
    print(shelf["a"], len(shelf))  # calls: main.Shelf.__getitem__, main.Shelf.__len__
del shelf["a"]  # calls: main.Shelf.__delitem__
