from contextlib import ExitStack


def cleanup():
    return 1


class Temp:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def path(self):
        return "x"


def work():
    with ExitStack() as stack:
        temp = stack.enter_context(Temp())  # calls: main.Temp.__enter__, main.Temp.__exit__
        temp.path()  # calls: main.Temp.path
        stack.callback(cleanup)  # calls: main.cleanup


work()  # calls: main.work
