"""Kill real processes at random moments, and judge what the outside saw.

`python -m runtime.killing KILLS SEED` forks a process per life, sends it SIGKILL at a random
moment, starts the next on the same journal, and compares the effects, which went to a file, and
the result with those of a fault-free run.
"""

import gc
import importlib
import json
import logging
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

from runtime.cluster import new_folder
from runtime.programs import PROGRAMS, WORLD, Program
from runtime.world import ONCE

from samepath.runtime_guard import Runtime
from samepath.runtime_guard.workflow import WORKFLOWS

LATE = ("control", "library_types", "journal.sqlite", "children")
SAY_EVERY = 5000
MOST_KILLS = 8  # in one trial; then the program may end in peace


class FileWorld:
    """Effects in an append-only file, which no kill can take back."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "effects"
        self.journal = str(folder / "journal.db")
        self.result = folder / "result"

    def effect(self, what: Any, lane: str = "main") -> Any:
        line = json.dumps([lane, repr(what)]) + "\n"
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, line.encode())
        os.close(descriptor)
        return what

    @property
    def effects(self) -> list[tuple[str, Any]]:
        if not self.log.exists():
            return []
        return [(lane, eval(what)) for lane, what in map(json.loads, self.log.open())]

    def lanes(self) -> dict[str, list[str]]:
        """Return the effects by lane, with repeats of one effect merged."""
        lanes: dict[str, list[str]] = {}
        for lane, what in self.effects:
            seen = lanes.setdefault(lane, [])
            if not seen or seen[-1] != repr(what):
                seen.append(repr(what))
        return lanes


def live(program: Program, world: FileWorld) -> None:
    """Live one life in a process of its own, to the end if nobody kills it."""
    WORLD[:] = [world]
    with Runtime(world.journal, durable=False, poll=0.002) as runtime:
        world.result.write_text(repr(program.script(runtime)))


def born(program: Program, world: FileWorld) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        live(program, world)
        code = 0
    finally:
        os._exit(code)


class Trial:
    """One program, killed at random moments until it may end."""

    def __init__(self, folder: Path, program: Program) -> None:
        self.world = FileWorld(folder)
        self.program = program
        self.kills = 0

    def run(self, moments: random.Random | None, longest: float) -> None:
        while True:
            child = born(self.program, self.world)
            if moments is not None and self.kills < MOST_KILLS:
                time.sleep(moments.random() * longest)
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status):
                assert status == 0, f"{self.program.name} ended with {status}"
                return
            self.kills += 1


def judge(trial: Trial, calm: Trial) -> list[str]:
    """Return what is wrong with a history."""
    wrong = []
    found, expected = trial.world, calm.world
    if trial.program.stable and found.result.read_text() != expected.result.read_text():
        wrong.append(f"result {found.result.read_text()} not {expected.result.read_text()}")
    if trial.program.stable and found.lanes() != expected.lanes():
        wrong.append(f"effects {found.effects} not {expected.effects}")
    effects = found.effects
    for what in effects:
        allowed = 1 if what[1] in ONCE else 3 * (trial.kills + 1)
        if effects.count(what) > allowed:
            wrong.append(f"{what} happened {effects.count(what)} times")
    return wrong


def warm_up() -> None:
    """Load now what every life would load anew."""
    for module in ("asyncio", *(f"samepath.runtime_guard.{name}" for name in LATE)):
        importlib.import_module(module)
    for flow in WORKFLOWS.values():
        assert flow.version
    gc.freeze()


def main(kills: int, seed: int) -> int:
    """Kill that many processes; return the number of histories that are wrong."""
    logging.disable(logging.CRITICAL)
    warm_up()
    moments = random.Random(seed)
    root = new_folder()
    calms: dict[str, tuple[Trial, float]] = {}
    killed = wrong = trials = 0
    began = time.monotonic()
    while killed < kills:
        program = moments.choice(PROGRAMS)
        if program.name not in calms:
            folder = root / f"calm-{program.name}"
            folder.mkdir()
            calm = Trial(folder, program)
            start = time.monotonic()
            calm.run(None, 0)
            calms[program.name] = calm, time.monotonic() - start
        calm, took = calms[program.name]
        folder = root / str(trials)
        folder.mkdir()
        trial = Trial(folder, program)
        trial.run(moments, took * 1.2)
        for fault in judge(trial, calm):
            wrong += 1
            print(f"{program.name} after {trial.kills} kills: {fault}")
        shutil.rmtree(folder)
        if (killed + trial.kills) // SAY_EVERY > killed // SAY_EVERY:
            print(f"{killed + trial.kills} kills so far, {wrong} wrong", flush=True)
        killed += trial.kills
        trials += 1
    shutil.rmtree(root)
    seconds = time.monotonic() - began
    print(f"{killed} kills in {trials} histories in {seconds:.0f} s, seed {seed}: {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]), int(sys.argv[2])) else 0)
