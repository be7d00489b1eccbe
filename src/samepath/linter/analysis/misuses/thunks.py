"""Calls that only prepare a step, and whose answer the engine never gets."""

from collections.abc import Iterator

from samepath.linter.analysis.misuses.usage import uses_in
from samepath.linter.analysis.observe import Observation
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import RUN, Partial

LEFT = ("dropped", "tested")


def thunks_dropped(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the thunks that are thrown away, taken for a result, or given to another step."""
    entries = {frame for kind, frame in observation.solved.entries if kind == "entry"}
    made = thunks_of(observation)
    given = {inner for thunk, _, _, _ in made for inner in inside(thunk)}
    for thunk, frame, site, what in made:
        if frame not in observation.reached or frame.mode.when != RUN:
            continue
        use = uses_in(frame.function.code).of(site)
        if use in LEFT or (use == "returned" and frame in entries) or thunk in given:
            yield frame, site, what


def thunks_of(observation: Observation) -> list[tuple[Partial, Frame, int, str]]:
    """List the thunks of a solve, each with the frame and the call that made it."""
    return [
        (made, key[3], key[2], key[1].name)
        for key, made in observation.solved.solve.objects.items()
        if isinstance(key, tuple) and key[0] == "thunk" and isinstance(made, Partial)
    ]


def inside(thunk: Partial) -> list[Partial]:
    """List the thunks among the arguments of a thunk."""
    values = (*thunk.arguments, *thunk.keywords.values())
    return [o for value in values for o in value[0] if isinstance(o, Partial) and o.is_thunk]
