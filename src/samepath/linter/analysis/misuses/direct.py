"""Steps that a workflow calls by their own name, where the engine takes that for plain code."""

from collections.abc import Iterator

from samepath.linter.analysis.acts import QUIET
from samepath.linter.analysis.observe import Observation
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import RUN


def called_directly(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the calls of steps that are no operations, and whose bodies do what steps are for.

    A step that only computes may be called like any function: it gives the same on a replay.
    """
    solved = observation.solved
    dialect = solved.workflow.dialect
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN or is_step(observation, frame):
            continue
        for site, callees in frame.calls.items():
            for callee, how in callees.items():
                part = solved.solve.world.part(callee.function, "step")
                plain = part is not None and part.role.direct_call == "plain"
                if part is None or not plain or part.dialect is not dialect or how == "step":
                    continue
                if does_something(callee):
                    yield frame, site, callee.function.name


def is_step(observation: Observation, frame: Frame) -> bool:
    """Tell whether code is a step's own, so that the finding stands where it was called."""
    return observation.solved.solve.world.part(frame.function, "step") is not None


def does_something(frame: Frame) -> bool:
    """Tell whether code acts, reads the world, issues operations, or calls what is not known."""
    seen: set[Frame] = set()
    pending = [frame]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        if (
            current.gaps
            or current.operations
            or any(effect not in QUIET for effect, _, _ in current.effects.values())
        ):
            return True
        if any(kind == "cause" for kind, _ in current.sinks):
            return True
        pending.extend(callee for callees in current.calls.values() for callee in callees)
    return False
