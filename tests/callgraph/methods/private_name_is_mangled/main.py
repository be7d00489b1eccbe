class Vault:
    def open(self):
        return self.__turn()  # calls: main.Vault.__turn

    def __turn(self):
        return 1


class Safe(Vault):
    def __turn(self):
        return 2


Safe().open()  # calls: main.Vault.open
