from functools import partialmethod


class Lamp:
    def set(self, state):
        return self.apply(state)  # calls: main.Lamp.apply

    def apply(self, state):
        return state

    on = partialmethod(set, True)
    off = partialmethod(set, False)


Lamp().on()  # calls: main.Lamp.set
