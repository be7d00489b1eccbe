from dataclasses import dataclass


class Clock:
    def now(self):
        return 1


@dataclass
class Schedule:
    clock: Clock

    def due(self):
        return self.clock.now()  # calls: main.Clock.now


def later(schedule: Schedule):
    return schedule.due()  # calls: main.Schedule.due


later(Schedule(Clock()))  # calls: main.later
