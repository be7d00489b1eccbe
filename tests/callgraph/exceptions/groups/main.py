def parse(text):
    raise ExceptionGroup("g", [ValueError(text)])


def note(error):
    return error


def run():
    try:
        parse("a")  # calls: main.parse
    except* ValueError as group:
        for error in group.exceptions:
            note(error)  # calls: main.note


run()  # calls: main.run
