from dataclasses import dataclass, field


class Limits:
    def __init__(self):
        self.most = 3

    def allow(self):
        return True


@dataclass(frozen=True)
class Config:
    limits: Limits = field(default_factory=Limits)


def check(config):
    return config.limits.allow()  # calls: main.Limits.allow


check(Config())  # calls: main.Limits.__init__, main.check
