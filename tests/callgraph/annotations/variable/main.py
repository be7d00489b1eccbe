import pickle


class Page:
    def text(self):
        return 1


def show():
    page: Page = pickle.loads(pickle.dumps(Page()))
    return page.text()  # calls: main.Page.text


show()  # calls: main.show
