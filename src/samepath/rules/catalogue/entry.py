"""What the catalogue can say about one name: the closed schema of the TOML files beside this.

A name is dotted and absolute; the member of an instance is written like an attribute of
its class (`pathlib.Path.read_text`). What Python does behind a piece of syntax is the
member of that name: iteration is `__iter__`, `x[i]` is `__getitem__`, `in` is
`__contains__`, `with` is `__enter__` (`__aenter__`), a call of an instance is `__call__`.
A member that is not listed does nothing of its own: `with` then gives the object itself.

An entry states effects and how values travel. It never says safe or unsafe.
"""

from typing import Literal

from samepath.dataclass import dataclass
from samepath.effects import Certainty, Effect

Selector = int | str
"""An argument: a position (the receiver not counted), a keyword, `self` for the receiver,
`*` for every positional argument, `**` for every keyword argument. One that can be passed
in two ways is named twice: `[1, "target"]`."""

Access = Literal["read", "write"]

When = Literal[
    "no-arguments",  # the call has no arguments
    "unseeded",  # the seed is missing or None
    "no-timezone",  # the time zone is missing or None
    "naive",  # the receiver is a time without a time zone, or what `unless` selects is missing
    "first-argument-missing",  # missing or None
    "second-argument-missing",  # missing or None
    "argument-missing",  # what `unless` selects is missing or None
    "not-a-number",  # the first argument is not known to be a number: hash() is salted
    "relative-path",  # the first argument is not known to be an absolute path
]

Result = Literal[
    "pass-through",  # carries the arguments' values, may be one of them or a part of it
    "fresh",  # a new object that carries the arguments' values
    "sorted",  # carries the arguments' values, but not the order in which they came
    "constant",  # does not depend on the arguments in a way that matters
    "call",  # what the called argument returns (with `returns`: wrapped in that type)
    "argument",  # the first argument itself
    "second-argument",  # the second argument itself
    "self",  # the receiver itself
    "decorator",  # bare: the function it decorates; called: a decorator that returns it
    "decorator-factory",  # always called first, whatever it is given
    "handle",  # an object to reach the world through: what is read comes from its members
    "partial",  # a callable: the first argument, with the others already given
]


class CatalogueError(ValueError):
    """A table that the schema does not allow; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name does when it is called, or read if it is an `attribute`."""

    effect: Effect | None = None
    """What it does to the world or learns from it. Its result is then unstable, too."""
    access: Access | None = None
    """Whether it reads the world or writes to it. Goes without saying for what only reads (a
    clock) or only writes (a log), and is no question for sleep and threads."""
    access_by: tuple[Selector, ...] = ()
    """The argument whose text decides `access`: see `access_for`."""
    statement: tuple[Selector, ...] = ()
    """Arguments that are the text of a database statement, beside what `access_by` selects."""
    when: When | None = None
    """The effect applies only then; else `otherwise` does."""
    unless: tuple[Selector, ...] = ()
    """The argument that `when` speaks of: given, and not None, there is no effect."""
    otherwise: Effect | None = None
    """The effect where `when` does not hold."""
    certainty: Certainty = Certainty.MUST
    """`may` if the effect depends on the arguments' values (a date without a year)."""
    adds: Effect | None = None
    """For a decorator: an effect of every call of what it returns."""
    unordered: bool = False
    """Nobody decides the order of the result's elements, whatever the effect."""
    returns: str = ""
    """The dotted type of the result; for coroutine functions, of what is awaited. A capitalised
    name is a class and returns itself, unless told."""
    element: str = ""
    """The dotted type of what iteration of the result gives; of a mapping, its values."""
    key: str = ""
    """The dotted type of a mapping's keys."""
    result: Result = "pass-through"
    """What comes back."""
    calls: tuple[Selector, ...] = ()
    """Arguments that it calls, at once or later."""
    keeps: tuple[Selector, ...] = ()
    """Arguments with callables that the result calls once it is used; of a decorator, the
    receiver."""
    mutates: tuple[Selector, ...] = ()
    """Arguments that it changes: the others' values are in them afterwards."""
    iterates: tuple[Selector, ...] = ()
    """Arguments whose order is in the result: a set given here makes it order-unstable."""
    raises: bool = False
    """It may fail for reasons outside the program: goes without saying for network, file,
    database and process."""
    attribute: bool = False
    """It is read, not called."""
    unknown: bool = False
    """It runs what nobody can see from here (`eval`): asked for, it is not found."""
    listed: bool = True
    """Whether the name itself is in the catalogue; else the library's default speaks."""
    since: str = ""
    """The first Python that has the name, if younger than 3.11."""
    until: str = ""
    """The last Python that has the name."""

    def access_for(self, text: str | None) -> Access | None:
        """Return read or write, given the text of the argument that `access_by` selects.

        `text` is the argument's literal, or the dotted type of a statement that is an
        object; None if it is absent or not known.
        """
        if text is None or self.effect is None or not self.access_by:
            return self.access
        return "read" if _READS.get(self.effect, _mode_reads)(text) else "write"


def _mode_reads(text: str) -> bool:
    """Say whether a file mode only reads; what follows `:` or `|` names a compression."""
    return not set("wax+").intersection(text.replace("|", ":").partition(":")[0])


def _method_reads(text: str) -> bool:
    return text.upper() in {"GET", "HEAD", "OPTIONS", "PROPFIND", "TRACE"}


def _statement_reads(text: str) -> bool:
    words = text.upper().replace("(", " ").split()
    first = words[0].rpartition(".")[2] if words else ""
    if first == "WITH":
        return not {"DELETE", "INSERT", "MERGE", "UPDATE"}.intersection(words)
    return first in {"COMPOUNDSELECT", "DESCRIBE", "EXPLAIN", "SELECT", "SHOW", "VALUES"}


_READS = {Effect.NETWORK: _method_reads, Effect.DATABASE: _statement_reads}
