class Printer:
    def print(self):
        return 1


def run(printer: Printer):
    return printer.print()  # calls: main.Printer.print
