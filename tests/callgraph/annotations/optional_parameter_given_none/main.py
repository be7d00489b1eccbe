class Log:
    def write(self, text):
        return text


def record(text, log: Log | None = None):
    if log is not None:
        log.write(text)  # calls: main.Log.write
    return text


def found():
    return eval("Log()")


record("a")  # calls: main.record
record("b", found())  # calls: main.record, main.found
