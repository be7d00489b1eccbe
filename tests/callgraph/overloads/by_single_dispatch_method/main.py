from functools import singledispatchmethod


class Printer:
    @singledispatchmethod
    def show(self, value):
        return "thing"

    @show.register
    def _(self, value: int):
        return "number"


Printer().show("a")  # calls: main.Printer.show, main.Printer._
