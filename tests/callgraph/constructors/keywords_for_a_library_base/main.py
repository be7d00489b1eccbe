from string import Template


class Letter(Template):
    delimiter = "%"

    def __init_subclass__(cls, polite=False):
        cls.polite = polite

    def fill(self):
        return self.greeting()  # calls: main.Letter.greeting

    def greeting(self):
        return self.template


class Card(Letter, polite=True):  # calls: main.Letter.__init_subclass__
    pass


Card(template="hello").fill()  # calls: main.Letter.fill
