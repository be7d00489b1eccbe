"""Killing a program at every point, two deep, and judging what the outside saw."""

from pathlib import Path
from typing import Any

from runtime.programs import WORLD, Program
from runtime.world import World


def survive(folder: Path, program: Program, points: tuple[int, ...]) -> tuple[Any, World]:
    """Live through a program in a fresh world; return its result and the world."""
    path = folder / f"{'-'.join([program.name, *map(str, points)])}.db"
    world = World.on_sqlite(str(path))
    WORLD[:] = [world]
    result = world.survive(program.script, points)
    for left in folder.glob(f"{path.name}*"):
        left.unlink()
    return result, world


def kill_everywhere(folder: Path, program: Program, stride: int, pace: int = 1) -> int:
    """Kill a program at every point, and then again; return the number of histories judged.

    The first kill comes at every `pace`-th point, the second at every `stride`-th; at which of
    them, varies with the first.
    """
    result, calm = survive(folder, program, ())
    expected = result, calm.lanes()
    judged = 1
    first = 0
    while True:
        got, world = survive(folder, program, (first,))
        judge(program, (first,), got, world, expected)
        if not world.crashes:
            return judged
        second = first % stride
        while True:
            got, world = survive(folder, program, (first, second))
            judge(program, (first, second), got, world, expected)
            judged += 1
            if world.crashes < 2:
                break
            second += stride
        first += pace


def judge(
    program: Program, points: tuple[int, ...], got: Any, world: World, expected: tuple[Any, Any]
) -> None:
    """The outside saw what it sees in a fault-free run, but for repeats of steps."""
    result, lanes = expected
    where = f"{program.name} killed at {points}"
    if program.stable:
        assert got == result, where
        assert world.lanes() == lanes, f"{where}: {world.effects}"
    for what in world.effects:
        assert world.effects.count(what) <= world.repeats_allowed(what), f"{where}: {what}"
