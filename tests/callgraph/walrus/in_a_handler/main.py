class Busy(Exception):
    def retry(self):
        return True


def kinds():
    return Busy


def work():
    raise Busy


def run():
    try:
        work()  # calls: main.work
    except (kind := kinds()) as error:  # calls: main.kinds
        error.retry()  # calls: main.Busy.retry
        return kind
    return None


run()  # calls: main.run
