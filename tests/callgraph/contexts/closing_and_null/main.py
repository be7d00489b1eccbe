from contextlib import closing, nullcontext


class Valve:
    def turn(self):
        return 1

    def close(self):
        return 0


with closing(Valve()) as valve:  # calls: main.Valve.close
    valve.turn()  # calls: main.Valve.turn
with nullcontext(Valve()) as valve:
    valve.turn()  # calls: main.Valve.turn
