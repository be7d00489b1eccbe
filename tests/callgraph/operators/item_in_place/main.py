class Ledger:
    def __init__(self):
        self.rows = {"a": Amount(1)}  # calls: main.Amount.__init__

    def __getitem__(self, key):
        return self.rows[key]

    def __setitem__(self, key, value):
        self.rows[key] = value


class Amount:
    def __init__(self, number):
        self.number = number

    def __iadd__(self, number):
        return Amount(self.number + number)  # calls: main.Amount.__init__


ledger = Ledger()  # calls: main.Ledger.__init__
ledger["a"] += 2  # calls: main.Ledger.__getitem__, main.Amount.__iadd__, main.Ledger.__setitem__
