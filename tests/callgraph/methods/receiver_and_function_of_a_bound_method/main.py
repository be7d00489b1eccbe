class Lamp:
    def on(self):
        return 1

    def off(self):
        return 0


def toggle(switch):
    switch.__self__.off()  # calls: main.Lamp.off
    return switch.__func__(switch.__self__)  # calls: main.Lamp.on


toggle(Lamp().on)  # calls: main.toggle
