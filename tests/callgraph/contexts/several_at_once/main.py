class Timer:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


with Timer() as timer, Quiet():  # calls: main.Timer.__enter__, main.Timer.__exit__, main.Quiet.__enter__, main.Quiet.__exit__
    pass
