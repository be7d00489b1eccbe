class Page:
    def show(self):
        return 1


class Pages:
    def __init__(self):
        self.left = 1

    def __next__(self):
        if self.left:
            self.left = 0
            return Page()
        raise StopIteration


class Book:
    def __iter__(self):
        return Pages()  # calls: main.Pages.__init__


def read():
    for page in Book():  # calls: main.Book.__iter__, main.Pages.__next__
        page.show()  # calls: main.Page.show


read()  # calls: main.read
