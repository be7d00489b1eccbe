from dataclasses import dataclass


@dataclass
class Span:
    start: int
    end: int

    def __post_init__(self):
        self.check()  # calls: main.Span.check

    def check(self):
        return self.start <= self.end


Span(1, 2)  # calls: main.Span.__post_init__
