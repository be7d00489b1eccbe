"""Crash tests by the hour: every second kill, 100,000 random kills, 100,000 power losses.

Run by `make crash`; `python tests/crash_heavy.py KILLS STATES` chooses other numbers.
"""

import logging
import shutil
import sys
import threading
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from runtime import killing, powerloss  # noqa: E402
from runtime.cluster import new_folder  # noqa: E402
from runtime.crashes import kill_everywhere  # noqa: E402
from runtime.programs import PROGRAMS  # noqa: E402
from runtime.world import Crash  # noqa: E402


def everywhere() -> int:
    """Kill every program at every point, and again at every point."""
    usual = threading.excepthook
    threading.excepthook = lambda args: None if args.exc_type is Crash else usual(args)
    folder = new_folder()
    total = 0
    began = time.monotonic()
    for program in PROGRAMS:
        total += kill_everywhere(folder, program, stride=1)
    shutil.rmtree(folder)
    threading.excepthook = usual
    seconds = time.monotonic() - began
    print(f"{total} histories of {len(PROGRAMS)} programs, two kills deep, in {seconds:.0f} s")
    return total


def main(kills: int, states: int) -> int:
    logging.disable(logging.CRITICAL)
    wrong = killing.main(kills, seed=int(time.time())) if kills else 0
    wrong += powerloss.main(states, seed=int(time.time())) if states else 0
    everywhere()
    return 1 if wrong else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers or [100_000, 100_000])))
