"""Reading tables with a closed schema: what is not known is an error that says where."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args

from samepath.effects import Misuse
from samepath.rules.dialects.schema import (
    Forbidden,
    Minded,
    Operation,
    Replacement,
    Role,
    RoleKind,
    Selector,
    Shape,
    Unrecorded,
)

Table = Mapping[str, Any]
Reader = Callable[[Any, str], Any]


class DialectError(ValueError):
    """A dialect or a marker that says something unknown; the message names file and key."""


def text(value: object, where: str) -> str:
    """Return a string that is not empty."""
    if not isinstance(value, str) or not value:
        raise DialectError(f"{where}: expected a string, got {value!r}")
    return value


def possibly_empty(value: object, where: str) -> str:
    """Return a string."""
    if not isinstance(value, str):
        raise DialectError(f"{where}: expected a string, got {value!r}")
    return value


def truth(value: object, where: str) -> bool:
    """Return a boolean."""
    if not isinstance(value, bool):
        raise DialectError(f"{where}: expected true or false, got {value!r}")
    return value


def texts(value: object, where: str) -> tuple[str, ...]:
    """Return the strings of a list that names none twice."""
    if not isinstance(value, list):
        raise DialectError(f"{where}: expected a list of strings, got {value!r}")
    found = tuple(text(item, f"{where}[{at}]") for at, item in enumerate(value))
    if len(set(found)) < len(found):
        twice = next(item for item in found if found.count(item) > 1)
        raise DialectError(f"{where}: {twice!r} is there twice")
    return found


def possibly_empty_texts(value: object, where: str) -> tuple[str, ...]:
    """Return the strings of a list by position."""
    if not isinstance(value, list):
        raise DialectError(f"{where}: expected a list of strings, got {value!r}")
    return tuple(possibly_empty(item, f"{where}[{at}]") for at, item in enumerate(value))


def text_table(value: object, where: str) -> dict[str, str]:
    """Return a table from strings to strings."""
    if not isinstance(value, dict):
        raise DialectError(f"{where}: expected a table, got {value!r}")
    return {key: text(item, f"{where}.{key}") for key, item in value.items()}


KINDS = ("tuple", "set", "int keys", "bytes", "datetime", "dataclass", "Enum", "Decimal", "UUID")
"""Of values that a record may hold as something else."""


def changes(value: object, where: str) -> dict[str, str]:
    """Return as what values come back, by their kind."""
    known = one_of(*KINDS)
    return {known(kind, where): said for kind, said in text_table(value, where).items()}


def one_of(*known: str) -> Reader:
    """Return a reader of one word out of a closed set."""

    def read(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in known:
            raise DialectError(f"{where}: unknown value {value!r}, known are {', '.join(known)}")
        return value

    return read


def some_of(*known: str) -> Reader:
    """Return a reader of a list of words out of a closed set."""
    word = one_of(*known)

    def read(value: object, where: str) -> tuple[str, ...]:
        return tuple(word(item, f"{where}[{at}]") for at, item in enumerate(texts(value, where)))

    return read


def selector(value: object, where: str) -> Selector:
    """Return one argument: a position, a keyword, or a list of both."""
    ways = tuple(value) if isinstance(value, list) else (value,)
    for way in ways:
        position = isinstance(way, int) and not isinstance(way, bool) and way >= 0
        if not position and not (isinstance(way, str) and way):
            raise DialectError(f"{where}: expected a position or a keyword, got {way!r}")
    if not ways:
        raise DialectError(f"{where}: expected a position or a keyword, got an empty list")
    return ways


def selectors(value: object, where: str) -> tuple[Selector, ...]:
    """Return several arguments."""
    if not isinstance(value, list):
        raise DialectError(f"{where}: expected a list of arguments, got {value!r}")
    return tuple(selector(item, f"{where}[{at}]") for at, item in enumerate(value))


OPERATION_KINDS = (
    "step",
    "timer",
    "child",
    "wait",
    "signal",
    "event",
    "patch",
    "state",
    "continue",
    "group",
    "other",
)

ROLE: dict[str, Reader] = {
    "kind": one_of(*get_args(RoleKind)),
    "form": one_of("bare", "called", "both", "register"),
    "argument": selector,
    "context": selector,
    "context_keyword": text,
    "context_type": text,
    "direct_call": one_of("operation", "plain", "thunk"),
    "name_keyword": selector,
    "read_only": selectors,
    "also": selectors,
    "returns": text,
    "shape": some_of(*get_args(Shape)),
    "class_marker": text,
    "class_base": text,
    "unless_leaf": truth,
    "failing_keyword": text,
    "sandbox_keyword": text,
    "retries_keyword": text,
}

OPERATION: dict[str, Reader] = {
    "kind": one_of(*OPERATION_KINDS),
    "identity": selectors,
    "runs": selectors,
    "replays": selectors,
    "calls": selectors,
    "replays_kept": selectors,
    "only_keeping": text,
    "steps_if_kept": truth,
    "passes": possibly_empty_texts,
    "ignored": selectors,
    "only_with": selectors,
    "read_only": selectors,
    "uncompared": selectors,
    "joins": truth,
    "decorator": truth,
    "returns": text,
    "pending": text,
    "needs": selectors,
    "awaited": one_of("always", "in-async", "later", "never"),
    "name": selector,
    "nameless": one_of("lambdas", "functions"),
    "unique": selector,
    "sequential": truth,
    "nests": truth,
}

REPLACEMENT: dict[str, Reader] = {"text": text, "imports": text, "in_async": text}

UNRECORDED: dict[str, Reader] = {"why": text, "how": one_of("reads", "acts", "attribute")}

FORBIDDEN: dict[str, Reader] = {"why": text, "how": one_of("always", "operations", "threads")}

MINDED: dict[str, Reader] = {
    "consequence": one_of("diverges", "leaks", "harmless"),
    "why": text,
    "instead": text,
    "only": texts,
}


def fields(table: Table, known: Mapping[str, Reader], where: str) -> dict[str, Any]:
    """Read every key of a table, or say which one is unknown."""
    for key in table:
        if key not in known:
            raise DialectError(f"{where}: unknown key {key!r}, known are {', '.join(known)}")
    return {key: known[key](value, f"{where}.{key}") for key, value in table.items()}


def require(table: Collection[str], keys: Collection[str], where: str) -> None:
    """Say which of the keys is missing."""
    for key in keys:
        if key not in table:
            raise DialectError(f"{where}: {key!r} is missing")


def role(table: Table, where: str) -> Role:
    """Return the role that a table says."""
    require(table, ("kind",), where)
    found = Role(**fields(table, ROLE, where))
    if (found.form == "register") != bool(found.argument):
        raise DialectError(f"{where}: 'argument' belongs to the form 'register', and to no other")
    return found


def operation(table: Table, where: str) -> Operation:
    """Return the operation that a table says."""
    require(table, ("kind",), where)
    found = Operation(**fields(table, OPERATION, where))
    if found.passes and not found.replays:
        raise DialectError(f"{where}: 'passes' says what the callables of 'replays' are given")
    return found


def unrecorded(table: Table, where: str) -> Unrecorded:
    """Return what a table says about calls that look recorded."""
    require(table, ("why",), where)
    return Unrecorded(**fields(table, UNRECORDED, where))


def forbidden(table: Table, where: str) -> Forbidden:
    """Return what a table says about calls that an engine forbids."""
    require(table, ("why",), where)
    return Forbidden(**fields(table, FORBIDDEN, where))


def replacement(table: Table, where: str) -> Replacement:
    """Return the replacement that a table says."""
    require(table, ("text",), where)
    return Replacement(**fields(table, REPLACEMENT, where))


def misuses(value: object, where: str) -> dict[str, Minded]:
    """Return what an engine does about misuses, by their names."""
    if not isinstance(value, dict):
        raise DialectError(f"{where}: expected a table, got {value!r}")
    known = one_of(*Misuse)
    return {known(name, where): _minded(said, f"{where}.{name}") for name, said in value.items()}


def _minded(value: object, where: str) -> Minded:
    if not isinstance(value, dict):
        raise DialectError(f"{where}: expected a table, got {value!r}")
    require(value, [key for key in MINDED if key != "only"], where)
    return Minded(**fields(value, MINDED, where))
