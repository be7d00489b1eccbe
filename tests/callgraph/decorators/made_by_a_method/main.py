class App:
    def __init__(self):
        self.handlers = []

    def on(self, event):
        def register(function):
            self.handlers.append(function)
            return function

        return register

    def fire(self):
        for handler in self.handlers:
            handler()  # calls: main.start


app = App()  # calls: main.App.__init__


@app.on("start")  # calls: main.App.on, main.App.on.register
def start():
    return 1


app.fire()  # calls: main.App.fire
