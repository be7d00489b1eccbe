"""Writes of workflows to what outlives a run, graded by whether any workflow reads it back."""

from collections.abc import Iterator

from samepath.effects import Consequence, Keeper
from samepath.linter.analysis.findings import Collector
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.program.evaluate.values.shared_state import keeper_of
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import Box, Class, Instance, ModuleObject, Object

Key = tuple[object, object]
MADE = {
    Keeper.GLOBAL: "was created at import",
    Keeper.CLASS: "hangs on a class",
    Keeper.DEFAULT: "is a default",
}


def add_shared_writes(collector: Collector, observations: list[Observation]) -> None:
    """Add a cause for every such write."""
    written = any(observation.solved.solve.shared_writes for observation in observations)
    read = {key for o in observations for key in read_back(o)} if written else set()
    for observation in observations:
        writes = observation.solved.solve.shared_writes
        for (frame, site), (owner, field) in writes.items():
            if frame not in observation.reached or keeper_of(owner) is Keeper.CACHE:
                continue  # What a cache is filled with is the matter of those who look into it.
            cause = Cause(
                "shared-write", keeper_of(owner), frame.function.module.path, site,
                frame.mode.may, named(owner, field),
            )  # fmt: skip
            decided = place_key(owner, field) in read
            ending = Ending(frame, site, "state", Consequence.DIVERGES)
            collector.add_seen(observation, Seen(cause, frame, (ending,) if decided else ()))


def read_back(observation: Observation) -> Iterator[Key]:
    """Yield the places that a workflow reads so that something hangs on them, logs aside.

    Of a read without a label nobody knows where it leads.
    """
    reads = observation.solved.solve.shared_reads
    matters: set[Cause] = set()
    if any(reads.values()):
        matters = {
            seen.cause
            for seen in observation.causes()
            if any(e.consequence is not Consequence.HARMLESS for e in seen.endings)
        }
    for (frame, _, owner, field), labels in reads.items():
        causes = observation.labels.of(labels)
        if frame in observation.reached and (not causes or not matters.isdisjoint(causes)):
            yield place_key(owner, field)


def place_key(owner: Object, field: object) -> Key:
    """Identify a place across solves: receivers by their class."""
    if isinstance(owner, Instance):
        return (owner.cls, field)
    return (owner, field)


def named(owner: Object, field: object) -> str:
    """Name what is written."""
    if isinstance(owner, ModuleObject):
        return f"the global {field}"
    if isinstance(owner, Instance):
        return f"{owner.cls.code.name}.{field}"
    if isinstance(owner, Class):
        return f"the class attribute {owner.code.name}.{field}"
    if isinstance(owner, Box):
        return f"a {owner.kind} that {MADE[owner.keeper]}"
    return f"the variable {field}"
