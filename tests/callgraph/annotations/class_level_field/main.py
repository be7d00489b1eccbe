class Wire:
    def send(self):
        return 1


class Phone:
    wire: Wire

    def call(self):
        return self.wire.send()  # calls: main.Wire.send
