import functools


def loud(function):
    @functools.wraps(function)
    def inner():
        return function()  # calls: main.whisper

    return inner


@loud  # calls: main.loud
def whisper():
    return "psst"


whisper.__wrapped__()  # calls: main.whisper
