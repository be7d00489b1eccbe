"""Time whole processes: wall clock, processor time and peak memory, from start to exit."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

MEGABYTE = 1 << 20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1 << 10


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one command."""

    wall: float
    cpu: float
    peak: float
    """In megabytes; of the largest process, not of all together."""
    status: int


@dataclass(slots=True)
class Contestant:
    """A command, how often it runs, and its runs so far."""

    name: str
    command: Sequence[str]
    rounds: int
    runs: list[Run] = field(default_factory=list)

    def wall(self) -> float:
        """Return the median of the seconds from start to exit."""
        return median(run.wall for run in self.runs)

    def cpu(self) -> float:
        """Return the median of the processor's seconds."""
        return median(run.cpu for run in self.runs)

    def peak(self) -> float:
        """Return the highest peak of memory, in megabytes."""
        return max(run.peak for run in self.runs)


def compete(contestants: Sequence[Contestant]) -> None:
    """Run the commands in turn, one at a time; the first round of each is not counted."""
    for contestant in contestants:
        if contestant.rounds > 1:
            timed(contestant.command)
    for number in range(max(c.rounds for c in contestants)):
        for contestant in contestants:
            if number < contestant.rounds:
                contestant.runs.append(timed(contestant.command))


def ratio(mine: Contestant, theirs: Contestant) -> float:
    """Return how many times longer `mine` takes: the median over the rounds of both."""
    pairs = list(zip(mine.runs, theirs.runs, strict=False))
    return median(a.wall / b.wall for a, b in pairs)


def timed(command: Sequence[str]) -> Run:
    """Run a command once, its output thrown away."""
    # Installed tools come compiled; the round that is not counted compiles what is not.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with Path(os.devnull).open("wb") as nowhere:
        before = time.monotonic()
        child = subprocess.Popen(
            command, stdout=nowhere, stderr=nowhere, stdin=subprocess.DEVNULL, env=environment
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - before
        child.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss * MAXRSS_UNIT / MEGABYTE
    return Run(wall, used.ru_utime + used.ru_stime, peak, child.returncode)
