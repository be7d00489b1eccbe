class Plain:
    def run(self, *work):
        return [each() for each in work]  # calls: main.first, main.Second.__call__


class Second:
    def __call__(self):
        return 2


def first():
    return 1


Plain().run(first, Second())  # calls: main.Plain.run
