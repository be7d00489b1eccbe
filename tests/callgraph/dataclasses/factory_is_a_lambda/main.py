from dataclasses import dataclass, field


def first_step():
    return 1


@dataclass
class Plan:
    steps: list = field(default_factory=lambda: [first_step()])  # Plan.<lambda1> calls: main.first_step


Plan()  # calls: main.Plan.<lambda1>
