class Pool:
    def __new__(cls, size):
        made = super().__new__(cls)
        cls.check(size)  # calls: main.Pool.check
        return made

    def __init__(self, size):
        self.fill(size)  # calls: main.Pool.fill

    @staticmethod
    def check(size):
        return size

    def fill(self, size):
        return size


Pool(3)  # calls: main.Pool.__new__, main.Pool.__init__
