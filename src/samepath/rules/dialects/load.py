"""The dialects that come with samepath, read from the TOML files beside this module."""

# pathlib is slow to load
# ruff: noqa: PTH123, PTH208

import os
import tomllib
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import takewhile
from typing import Any

from samepath.effects import Effect
from samepath.rules.dialects import closed
from samepath.rules.dialects.closed import DialectError, Reader, Table
from samepath.rules.dialects.schema import Dialect, Head

_HERE = __file__.replace(os.sep, "/").rpartition("/")[0]
_EFFECTS = frozenset(effect.value for effect in Effect)

_GENERAL: dict[str, Reader] = {
    "title": closed.text,
    "packages": closed.texts,
    "modules": closed.texts,
    "seeds": closed.texts,
    "key": closed.one_of("position", "command", "name", "content"),
    "compares": closed.some_of("name", "kind", "arguments", "id"),
    "on_mismatch": closed.one_of("raise", "stall", "silent"),
    "arguments": closed.one_of("references", "copies"),
    "first_result": closed.one_of("object", "decoded"),
    "globals": closed.one_of("process", "run"),
    "asyncio": closed.one_of("durable", "host", "none"),
    "words": closed.text_table,
    "guards": closed.texts,
    "context_types": closed.texts,
    "aliases": closed.text_table,
    "default": closed.truth,
    "changes": closed.changes,
    "async_suffix": closed.text,
    "suspensions": closed.texts,
    "ordinary_suspensions": closed.text_table,
    "parks": closed.truth,
    "failures": closed.texts,
    "failing": closed.texts,
    "mismatches": closed.texts,
    "unsandboxed": closed.texts,
    "passed_through": closed.texts,
    "pure": closed.texts,
    "gone": closed.texts,
    "notices": closed.texts,
    "misses": closed.texts,
    "misuses": closed.misuses,
}
_OPTIONAL = frozenset(
    {
        "changes",
        "async_suffix",
        "default",
        "failing",
        "failures",
        "gone",
        "misses",
        "mismatches",
        "misuses",
        "notices",
        "ordinary_suspensions",
        "parks",
        "passed_through",
        "pure",
        "seeds",
        "suspensions",
        "unsandboxed",
    }
)
_DERIVING: dict[str, Reader] = {
    "extends": closed.text,
    "rename": closed.text_table,
    "without": closed.texts,
}
_GROUPED: dict[str, Callable[[Table, str], Any]] = {
    "roles": closed.role,
    "operations": closed.operation,
    "stable": lambda table, where: _one(table, "type", closed.possibly_empty, where),
    "makes": lambda table, where: _one(table, "type", closed.text, where),
    "unrecorded": closed.unrecorded,
    "forbidden": closed.forbidden,
    "replacements": closed.replacement,
}


def available_dialects() -> tuple[str, ...]:
    """Name the dialects that come with samepath, in alphabetical order."""
    names = (file.partition(".toml") for file in os.listdir(_HERE))
    return tuple(sorted(name for name, ending, rest in names if ending and not rest))


@cache
def dialect_heads() -> tuple[Head, ...]:
    """Read the first lines of every dialect, in alphabetical order."""
    return tuple(_head(name) for name in available_dialects())


def load_dialects(names: Collection[str] | None = None) -> tuple[Dialect, ...]:
    """Load the named dialects, or all that are on by default, in alphabetical order.

    Raises:
        DialectError: a name is unknown, or a file says something that the schema does not know.
    """
    known = available_dialects()
    for name in names or ():
        if name not in known:
            raise DialectError(f"unknown dialect {name!r}, known are {', '.join(known)}")
    found = (_load(name) for name in known if names is None or name in names)
    return tuple(dialect for dialect in found if names is not None or dialect.default)


def parse_dialect(name: str, source: str, where: str) -> Dialect:
    """Read the text of one dialect; `where` is named in what is said about it.

    Raises:
        DialectError: it is no TOML, or says something that the schema does not know.
    """
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DialectError(f"{where}: {error}") from error
    if "extends" in table:
        return _derived(name, table, where)
    closed.require(table, [key for key in _GENERAL if key not in _OPTIONAL], where)
    return Dialect(name=name, **_said(table, where))


def _said(table: Table, where: str) -> dict[str, Any]:
    """Read what is said in general, and of names; nothing may be said that is not known."""
    general = {key: value for key, value in table.items() if key not in _GROUPED}
    said = closed.fields(general, _GENERAL, where)
    for key, read in _GROUPED.items():
        said[key] = dict(_named(table.get(key, []), read, f"{where}: {key}"))
    _check_replacements(said["replacements"], where)
    return said


def _derived(name: str, table: Table, where: str) -> Dialect:
    """Read a dialect that is another one under other names, with differences of its own."""
    from samepath.rules.dialects.derived import derived  # few are

    closed.require(table, ("title", "packages", "modules", "rename"), where)
    how = {key: value for key, value in table.items() if key in _DERIVING}
    ways = closed.fields(how, _DERIVING, where)
    own = _said({key: value for key, value in table.items() if key not in how}, where)
    if ways["extends"] not in available_dialects() or ways["extends"] == name:
        raise DialectError(f"{where}.extends: there is no other dialect {ways['extends']!r}")
    return derived(name, _load(ways["extends"]), ways["rename"], ways.get("without", ()), own)


def _head(name: str) -> Head:
    """Read a file up to the first thing that only matters once the dialect is in use."""
    with open(f"{_HERE}/{name}.toml", encoding="utf-8") as file:
        lines = list(takewhile(lambda line: not line.startswith(("key", "extends", "[")), file))
    table = tomllib.loads("".join(lines))
    modules = tuple(table["modules"])
    seeds = tuple(table.get("seeds", ())) or tuple(name.rpartition(".")[2] for name in modules)
    words = tuple(dict.fromkeys(seed.encode() for seed in seeds))
    return Head(name, modules, table.get("default", True), words)


@cache
def _load(name: str) -> Dialect:
    with open(f"{_HERE}/{name}.toml", encoding="utf-8") as file:
        return parse_dialect(name, file.read(), f"{name}.toml")


def _named(
    groups: object, read: Callable[[Table, str], Any], where: str
) -> Iterator[tuple[str, Any]]:
    """Yield what is said of each name; the names of one group share it."""
    if not isinstance(groups, list):
        raise DialectError(f"{where}: expected a list of tables, got {groups!r}")
    seen = set[str]()
    for at, group in enumerate(groups):
        here = f"{where}[{at}]"
        if not isinstance(group, dict):
            raise DialectError(f"{here}: expected a table, got {group!r}")
        closed.require(group, ("names",), here)
        prefix = f"{closed.text(group['of'], here)}." if "of" in group else ""
        rest = {key: value for key, value in group.items() if key not in {"of", "names"}}
        said = read(rest, here)
        for leaf in closed.texts(group["names"], f"{here}.names"):
            name = prefix + leaf
            if name in seen:
                raise DialectError(f"{here}: {name!r} is there twice")
            seen.add(name)
            yield name, said


def _one(table: Table, key: str, read: Reader, where: str) -> Any:  # noqa: ANN401
    closed.require(table, (key,), where)
    return closed.fields(table, {key: read}, where)[key]


def _check_replacements(replacements: Collection[str], where: str) -> None:
    for name in replacements:
        if "." not in name and name not in _EFFECTS and not _is_builtin(name):
            raise DialectError(f"{where}: replacements: {name!r} is no effect and no dotted name")


def _is_builtin(name: str) -> bool:
    return name in {"print", "input", "open", "id", "hash"}
