class Failure(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    def explain(self):
        return self.reason


def attempt():
    raise Failure("no")  # calls: main.Failure.__init__


def run():
    try:
        attempt()  # calls: main.attempt
    except (Failure, OSError) as failure:
        failure.explain()  # calls: main.Failure.explain
        recover()  # calls: main.recover
    except Exception:
        give_up()  # calls: main.give_up
    else:
        celebrate()  # calls: main.celebrate
    finally:
        clean()  # calls: main.clean


def recover():
    return 1


def give_up():
    return 1


def celebrate():
    return 1


def clean():
    return 1


run()  # calls: main.run
