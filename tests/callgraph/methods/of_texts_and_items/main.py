class Words:
    def __init__(self, text):
        self.first = text[0]
        self.all = "a b"[0:1] + text[1:]

    def shout(self):
        return self.first.upper() + self.loud()  # calls: main.Words.loud

    def loud(self):
        return self.all


Words("hello").shout()  # calls: main.Words.__init__, main.Words.shout
