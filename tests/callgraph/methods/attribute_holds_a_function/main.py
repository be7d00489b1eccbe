def plain(text):
    return text


def bold(text):
    return text


class Page:
    def __init__(self, render):
        self.render = render

    def show(self):
        return self.render("a")  # calls: main.plain, main.bold


Page(plain).show()  # calls: main.Page.__init__, main.Page.show
Page(bold).show()
