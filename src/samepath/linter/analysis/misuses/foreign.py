"""Exceptions that leave a workflow, and that its engine takes for faults of the code."""

import builtins
from collections.abc import Iterator

from samepath.linter.analysis.observe import Observation
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block
from samepath.linter.program.objects import (
    RUN,
    Class,
    External,
    ExternalInstance,
    Instance,
    Object,
)
from samepath.linter.program.world import Part
from samepath.rules.dialects import Dialect

MEANT = frozenset({"AssertionError", "NotImplementedError"})
"""What says that the code is at fault, and should stop until it is mended."""


def foreign_exceptions(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield what a workflow's own code raises, nobody catches, and does not end the run."""
    workflow = observation.solved.workflow
    if isinstance(workflow.part, Part) and workflow.part.fails:
        return
    entries = {frame for _, frame in observation.solved.entries}
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN:
            continue
        for site, raised in frame.raises.items():
            names = [foreign(item, workflow.dialect) for item in raised]
            if names and all(names) and escapes(frame, site, entries, observation, frozenset()):
                yield frame, site, names[0]


def foreign(item: Object, dialect: Dialect) -> str:
    """Name an exception that the engine does not know, or answer an empty text."""
    if isinstance(item, Class) or (isinstance(item, Instance) and item.site != "annotated"):
        cls = item if isinstance(item, Class) else item.cls
        bases = cls.all_external()
        plain = bool(bases) and all(is_plain(base, dialect) for base in bases)
        return cls.code.name if plain else ""
    if isinstance(item, External | ExternalInstance):
        name = item.name if isinstance(item, External) else item.type
        return name.rpartition(".")[2] if is_plain(name, dialect) else ""
    return ""


def is_plain(name: str, dialect: Dialect) -> bool:
    """Tell whether a name is that of one of Python's own exceptions, and is not meant to stop."""
    module, _, leaf = name.rpartition(".")
    found = getattr(builtins, leaf, None)
    return (
        module in ("", "builtins")
        and isinstance(found, type)
        and issubclass(found, Exception)
        and leaf not in MEANT
        and name not in dialect.failures
    )


def escapes(
    frame: Frame, site: int, entries: set[Frame], observation: Observation, seen: frozenset[Frame]
) -> bool:
    """Tell whether what is raised at a site can reach the engine without meeting a handler."""
    if frame in seen or is_handled(frame, site):
        return False
    if frame in entries:
        return True
    return any(
        escapes(caller, at, entries, observation, seen | {frame})
        for caller, at in frame.callers
        if caller in observation.reached and caller.mode.when == RUN
    )


def is_handled(frame: Frame, site: int) -> bool:
    """Tell whether a site lies in a `try` with handlers, or under a manager that is like one."""
    return site in handled(frame.function.code.body, frame.swallowing)


def handled(block: Block, swallowing: set[int]) -> set[int]:
    """Collect the sites in the bodies of every `try` with handlers."""
    found: set[int] = set()
    stack: list[tuple[object, bool]] = [(node, False) for node in block]
    while stack:
        part, within = stack.pop()
        if not isinstance(part, tuple) or not part:
            continue
        if within and len(part) > 1 and type(part[1]) is int:
            found.add(part[1])
        if ir.is_kind(part, ir.TRY):
            stack.extend((node, within or bool(part[3])) for node in part[2])
            stack.extend((node, within) for node in part[3:])
        else:
            ends = part[0] == ir.WITH and len(part) > 1 and part[1] in swallowing
            stack.extend((node, within or ends) for node in part)
    return found
