"""The users' own decorators, registrations and operations, named in their configuration."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from samepath.dataclass import dataclass, replace
from samepath.rules.dialects import closed
from samepath.rules.dialects.closed import DialectError, Table
from samepath.rules.dialects.schema import Dialect, Operation, Role

_TABLES = {"role": "roles", "operation": "operations", "stable": "stable"}


@dataclass(frozen=True, slots=True)
class Marker:
    """What one of the users' own names means to a dialect."""

    name: str
    dialect: str
    table: str
    """Which of the dialect's tables it belongs to: `roles`, `operations` or `stable`."""
    means: Role | Operation | str


def read_markers(
    markers: Mapping[str, object], known: Collection[str], source: str
) -> Iterator[Marker]:
    """Read markers as configuration has them: `{dialect = ..., role = ..., ...}` by name.

    Raises:
        DialectError: a marker says something unknown.
    """
    for name, said in markers.items():
        where = f"{source}: markers.{name}"
        if not isinstance(said, Mapping):
            raise DialectError(f"{where}: expected a table, got {said!r}")
        if "." not in name or not all(part.isidentifier() for part in name.split(".")):
            raise DialectError(f"{where}: expected a dotted name such as 'acme.flows.workflow'")
        yield _marker(name, said, known, where)


def extended(dialect: Dialect, markers: Iterable[Marker]) -> Dialect:
    """Return the dialect with the markers that are meant for it."""
    changed: dict[str, Any] = {}
    for marker in markers:
        if marker.dialect == dialect.name:
            table = changed.get(marker.table, getattr(dialect, marker.table))
            changed[marker.table] = {**table, marker.name: marker.means}
    return replace(dialect, **changed) if changed else dialect


def _marker(name: str, said: Table, known: Collection[str], where: str) -> Marker:
    closed.require(said, ("dialect",), where)
    dialect = closed.one_of(*known)(said["dialect"], f"{where}.dialect")
    parts = [part for part in _TABLES if part in said]
    if len(parts) != 1:
        raise DialectError(f"{where}: expected exactly one of {', '.join(_TABLES)}")
    part = parts[0]
    rest = {key: value for key, value in said.items() if key not in {"dialect", part}}
    return Marker(name, dialect, _TABLES[part], _meaning(part, said[part], rest, where))


def _meaning(part: str, value: object, rest: Table, where: str) -> Role | Operation | str:
    """Read the rest of a marker: what is called `kind` in a dialect stands under its part."""
    if part == "stable":
        closed.fields(rest, {}, where)
        return closed.possibly_empty(value, f"{where}.stable")
    known = {"role": closed.ROLE, "operation": closed.OPERATION}[part]
    kind = known["kind"](value, f"{where}.{part}")
    closed.fields(rest, {key: read for key, read in known.items() if key != "kind"}, where)
    said = {"kind": kind, **rest}
    return closed.role(said, where) if part == "role" else closed.operation(said, where)
