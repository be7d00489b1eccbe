import atexit


@atexit.register
def bye():
    return 1


bye()  # calls: main.bye
