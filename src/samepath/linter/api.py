"""All that a rule may import: what a cause is, and how a rule speaks about it.

A rule is a value. It names the kind of cause that breaks it; the engine finds such causes,
follows where they lead, and asks the rule for the words.
"""

from collections.abc import Callable
from typing import Literal

from samepath.dataclass import dataclass
from samepath.effects import ADVICE, Consequence, Effect, Keeper, Law, Matter, Misuse, Severity

CauseKind = Literal["value", "order", "shared", "shared-write", "lost", "act", "misuse", "parts"]
"""A value from the world, an order, state that others write, a write to such state, a write that
a replay loses, an act upon the world, an operation that is not used as the engine wants,
a statement for a database that is put together."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A place where something enters that a replay does not find again, as a rule sees it."""

    kind: CauseKind
    effect: Matter
    what: str
    """What is called or read, as people know it: `datetime.datetime.now`."""
    consequence: Consequence
    sink: str
    """What the worst flow ends in: `branch`, `argument`, `result`, ..., `nothing`."""
    at_import: bool
    """It stands in the body of a module."""
    why: str = ""
    """For a misuse: what the engine does then, in its own words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check. Its documentation is the docstring of its module."""

    code: str
    name: str
    law: Law | None
    """None for what breaks no replay, and harms all the same."""
    since: str
    breaks: Callable[[Cause], bool]
    """Whether a cause breaks this rule."""
    message: Callable[[Cause], str]
    """What happens, in lower case and without a full stop."""
    least: Severity = Severity.NOTE
    """No finding is milder than this."""
    preview: bool = False
    """On only where a setting names it by code, beginning of a code, or name."""
    doc: str = ""


ENDINGS: dict[str, str] = {
    "branch": "and decides which operations follow",
    "loop": "and decides how often operations are issued",
    "condition": "and decides how long the workflow waits",
    "identity": "and becomes part of an operation's identity",
    "order": "and decides the order of operations",
    "argument": "and becomes the input of an operation",
    "state": "and is kept in the workflow's state",
    "result": "and becomes part of the workflow's result",
    "world": "and does so again on every replay",
    "option": "but is only an option of an operation",
    "gap": "and flows into what could not be resolved",
    "statement": "and is executed by a database",
    "log": "but reaches only a log",
    "query": "but reaches only the answer to a query",
    "nothing": "but reaches nothing that a replay depends on",
}


def reads(effect: Effect) -> Callable[[Cause], bool]:
    """Answer a check for values that come from the world by an effect."""

    def breaks(cause: Cause) -> bool:
        return cause.kind == "value" and cause.effect is effect

    return breaks


def touches(effect: Effect) -> Callable[[Cause], bool]:
    """Answer a check for code that acts upon the world, or reads it, by an effect."""

    def breaks(cause: Cause) -> bool:
        return cause.effect is effect and cause.kind in ("value", "act")

    return breaks


def comes_in(order: Effect) -> Callable[[Cause], bool]:
    """Answer a check for what comes in an order that nobody decides, by what orders it."""

    def breaks(cause: Cause) -> bool:
        return cause.kind == "order" and cause.effect is order

    return breaks


def kept_in(keeper: Keeper, *kinds: CauseKind) -> Callable[[Cause], bool]:
    """Answer a check for causes of some kinds, by what keeps the state that they are about."""

    def breaks(cause: Cause) -> bool:
        return cause.effect is keeper and cause.kind in kinds

    return breaks


def is_misused(misuse: Misuse) -> Callable[[Cause], bool]:
    """Answer a check for one way to misuse an engine's operations."""

    def breaks(cause: Cause) -> bool:
        return cause.effect is misuse

    return breaks


def warns(cause: Cause) -> str:
    """Say what is misused, how, and what the engine does then."""
    advice = ADVICE[cause.effect]
    return f"{cause.what} {advice.phrase}: {cause.why or advice.why}"


def warns_or_says(cause: Cause) -> str:
    """Say what is misused; of a value, where it leads as well."""
    if cause.kind != "value":
        return warns(cause)
    return f"{cause.what} is not recorded {ENDINGS.get(cause.sink, '')}: {cause.why}"


def says(cause: Cause) -> str:
    """Say what is called, what that does, and where it leads."""
    phrase = ADVICE[cause.effect].phrase
    when = " when the module is imported," if cause.at_import else ""
    return f"{cause.what} {phrase}{when} {ENDINGS.get(cause.sink, '')}".strip()


def leads(cause: Cause) -> str:
    """Say how a workflow uses shared state: that it writes it, or where what it reads leads."""
    phrase = ADVICE[cause.effect].phrase
    if cause.kind == "shared-write":
        return f"a workflow writes {cause.what}, which {phrase}"
    return f"{cause.what} is changed elsewhere and {phrase}, {ENDINGS.get(cause.sink, '')}"
