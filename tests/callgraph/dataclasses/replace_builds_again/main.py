import dataclasses


@dataclasses.dataclass
class Version:
    major: int

    def __post_init__(self):
        self.check()  # calls: main.Version.check

    def check(self):
        return self.major

    def next(self):
        return dataclasses.replace(self, major=self.major + 1)  # calls: main.Version.__post_init__


Version(1).next()  # calls: main.Version.__post_init__, main.Version.next
