"""Operations that run side by side where their engine only takes them one after the other."""

from collections.abc import Iterator

from samepath.linter.analysis.misuses.waiting import Waiting
from samepath.linter.analysis.observe import Observation
from samepath.linter.program.frames import Frame, Issued
from samepath.linter.program.objects import RUN

BRANCHING = frozenset(
    {
        "asyncio.create_task",
        "asyncio.ensure_future",
        "asyncio.gather",
        "asyncio.AbstractEventLoop.create_task",
        "asyncio.TaskGroup.create_task",
    }
)
"""What lets coroutines run side by side."""


def side_by_side(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield what runs operations beside others against the will of the engine."""
    waiting = Waiting(observation)
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN:
            continue
        for site, names in frame.outside.items():
            for name in names:
                if is_forbidden(waiting, name) and waiting.holds_operations(frame, site):
                    yield frame, site, name
                elif waiting.table.canonical(name) in BRANCHING:
                    yield from sequential_in(waiting, frame, site)


def is_forbidden(waiting: Waiting, name: str) -> bool:
    """Tell whether the engine does not want operations in a call."""
    said = waiting.table.forbidden(name, waiting.dialect)
    return said is not None and said.how == "operations"


def sequential_in(waiting: Waiting, frame: Frame, site: int) -> Iterator[tuple[Frame, int, str]]:
    """Yield the operations in the arguments of a call that must not have neighbours."""
    for inner in waiting.unawaited_within(frame, site):
        for issued in frame.operations.get(inner, ()):
            if is_sequential(waiting, issued):
                yield frame, inner, issued.name
        pending = list(frame.calls.get(inner, ()))
        seen: set[Frame] = set()
        while pending:
            current = pending.pop()
            if current in seen:
                continue
            seen.add(current)
            for at, every in current.operations.items():
                yield from (
                    (current, at, issued.name) for issued in every if is_sequential(waiting, issued)
                )
            pending.extend(f for calls in current.calls.values() for f in calls)


def is_sequential(waiting: Waiting, issued: Issued) -> bool:
    """Tell whether an operation of the engine at hand has to stand alone."""
    return issued.operation.sequential and issued.dialect is waiting.dialect
