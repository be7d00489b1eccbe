class Busy(Exception):
    pass


def work():
    raise Busy


def tidy(error):
    return error


def run(kinds):
    try:
        work()  # calls: main.work
    except kinds["all"] as error:
        tidy(error)  # calls: main.tidy
        raise


def kinds():
    return eval("{'all': Busy}")


try:
    run(kinds())  # calls: main.run, main.kinds
except Busy as error:
    tidy(error)  # calls: main.tidy
