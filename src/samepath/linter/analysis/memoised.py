"""Caches around operations: a hit issues nothing, and only the process that has it can hit."""

from collections.abc import Iterator

from samepath.effects import Consequence, Keeper
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.analysis.operation_tree import issues
from samepath.linter.program.frames import Frame
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import Const, Function, Instance, ModuleObject, Object


def memoised_in(observation: Observation) -> Iterator[Seen]:
    """Yield a cause for every cache of the process that may spare the workflow an operation."""
    yield from written(observation)
    yield from decorated(observation)


def written(observation: Observation) -> Iterator[Seen]:
    """Yield the caches that code fills by itself: `if key not in CACHE: CACHE[key] = step()`."""
    for (frame, site), (owner, field) in observation.solved.solve.creations.items():
        index = frame.function.module.index
        if frame not in observation.reached or is_muted(frame) or index is None:
            continue
        first, last = index.lazy[site]
        if issues_between(frame, first, last):
            path = frame.function.module.path
            yield seen(frame, frame, path, site, named(owner, field))


def decorated(observation: Observation) -> Iterator[Seen]:
    """Yield the functions that a decorator caches and that issue operations."""
    solve = observation.solved.solve
    for (frame, site), function in solve.memoised.items():
        if frame not in observation.reached or is_muted(frame):
            continue
        inner = [f for f in frame.calls.get(site, {}) if f.function is function]
        if any(is_muted(f) for f in inner):
            continue
        if site not in frame.operations and not any(issues(f) for f in inner):
            continue
        is_step = solve.world.part(function, "step") is not None
        for item in solve.read((function, "<kept>"), None)[0]:
            if isinstance(item, Const) and isinstance(item.value, tuple):
                path, where, inside = item.value
                if not (inside and is_step):
                    stands = inner[0] if inner else frame
                    yield seen(stands, frame, path, where, f"what {function.code.name} returns")


def seen(stands: Frame, calling: Frame, path: str, site: int, what: str) -> Seen:
    """Make a cause of a cache."""
    cause = Cause("shared-write", Keeper.CACHE, path, site, calling.mode.may, what)
    ending = Ending(stands, stands.function.code.site, "branch", Consequence.DIVERGES)
    return Seen(cause, stands, (ending,))


def is_muted(frame: Frame) -> bool:
    """Tell whether a suppression on the way silences caches."""
    return f"shared-write {Keeper.CACHE}" in frame.mode.muted


def issues_between(frame: Frame, first: int, last: int) -> bool:
    """Tell whether code at some sites issues operations, itself or through what it calls."""
    if any(first <= site < last for site in frame.operations):
        return True
    called = [f for site, fs in frame.calls.items() if first <= site < last for f in fs]
    return any(issues(callee) for callee in called)


def named(owner: Object, field: object) -> str:
    """Name a cache."""
    if isinstance(owner, ModuleObject | Function):
        return str(field)
    if isinstance(owner, Instance):
        return f"{owner.cls.code.name}.{field}"
    kind = getattr(owner, "kind", "")
    return f"a {kind}" if kind else f"the attribute {field}"
