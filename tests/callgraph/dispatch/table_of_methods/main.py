class Machine:
    def __init__(self):
        self.moves = {"up": self.up, "down": self.down}

    def up(self):
        return 1

    def down(self):
        return 2

    def move(self, name):
        return self.moves[name]()  # calls: main.Machine.up, main.Machine.down


for name in ["up", "down"]:
    Machine().move(name)  # calls: main.Machine.__init__, main.Machine.move
