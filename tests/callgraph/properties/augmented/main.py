class Account:
    def __init__(self):
        self.cents = 0

    @property
    def balance(self):
        return self.read()  # calls: main.Account.read

    @balance.setter
    def balance(self, value):
        self.write(value)  # calls: main.Account.write

    def read(self):
        return self.cents

    def write(self, value):
        self.cents = value


account = Account()  # calls: main.Account.__init__
account.balance += 5  # calls: main.Account.balance
