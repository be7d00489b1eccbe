class Flag:
    def __neg__(self):
        return Flag()

    def __invert__(self):
        return self

    def show(self):
        return 1


(-Flag()).show()  # calls: main.Flag.__neg__, main.Flag.show
(~Flag()).show()  # calls: main.Flag.__invert__
