class Plain:
    def hello(self):
        return 1


def made(base):
    class Made(base):
        def greet(self):
            return self.hello()  # calls: main.Plain.hello

    return Made


made(Plain)().greet()  # calls: main.made, main.made.Made.greet
made(Plain)().greet()  # calls: main.made, main.made.Made.greet
