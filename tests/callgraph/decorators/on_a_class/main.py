def with_name(cls):
    cls.name = named
    return cls


def named(self):
    return "n"


@with_name  # calls: main.with_name
class Robot:
    def run(self):
        return self.name()  # calls: main.named


Robot().run()  # calls: main.Robot.run
