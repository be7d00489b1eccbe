class Handler:
    def __init__(self):
        self.level = 0

    def emit(self, text):
        return text


class FileHandler(Handler):
    def __init__(self):
        super().__init__()  # calls: main.Handler.__init__

    def emit(self, text):
        return super().emit(text.strip())  # calls: main.Handler.emit


FileHandler().emit("a")  # calls: main.FileHandler.__init__, main.FileHandler.emit
