def wire(**handlers):
    handlers["start"]()  # calls: main.begin
    for handler in handlers.values():
        handler()  # calls: main.begin, main.end


def begin():
    return 1


def end():
    return 2


wire(start=begin, stop=end)  # calls: main.wire
