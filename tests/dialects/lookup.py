"""Look up every name and argument that a dialect speaks of in the SDK itself.

A script, run by the Python and beside the packages that the SDK needs: `lookup.py NAME` prints
one JSON object, with what is wrong under the name of each question.
"""

import ast
import importlib
import inspect
import json
import sys
import tomllib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from samepath.rules.dialects import Dialect, DialectTable, Operation, Selector, load_dialects
from tests.dialects.codecs import VALUES, changes, codec_of


@dataclass(frozen=True, slots=True)
class Sdk:
    """What sdks.toml says about one SDK."""

    beside: tuple[str, ...] = ()
    python: str = ""
    surface: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


def read_sdks() -> dict[str, Sdk]:
    """Read sdks.toml."""
    text = Path(__file__).with_name("sdks.toml").read_text(encoding="utf-8")
    return {
        name: Sdk(**{k: tuple(v) if isinstance(v, list) else v for k, v in said.items()})
        for name, said in tomllib.loads(text).items()
    }


def other_versions(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the packages that are there in another version than the dialect was read from."""
    pinned = (package.partition("==") for package in dialect.packages)
    return [f"{name} {version(name)}" for name, _, wanted in pinned if version(name) != wanted]


def missing_names(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the names that the SDK does not have."""
    names = (name for name in names_of(dialect) if not name.startswith((*sdk.elsewhere, "-")))
    return [name for name in names if not any(map(resolve, spellings(dialect, name)))]


def names_still_there(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the names that are said to be gone and are there."""
    return [name for name in dialect.gone if resolve(name) is not None]


def unsaid(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List where the functions that workflows may call and the dialect's tables differ."""
    table = DialectTable([dialect])
    found = {
        f"{owner}.{name}"
        for owner in sdk.surface
        for name, member in inspect.getmembers_static(resolve(owner))
        if not name.startswith("_") and is_function(member)
        if not is_said(table, dialect, f"{owner}.{name}")
    }
    return sorted(found ^ {*sdk.unsaid})


def broken_aliases(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the names of aliases, from and to, that do not exist."""
    said = {*dialect.aliases, *dialect.aliases.values()} - {*dialect.gone}
    names = (name for name in sorted(said) if not name.startswith((*sdk.elsewhere, "-")))
    return [name for name in names if resolve(name) is None]


def wrong_arguments(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the arguments that do not stand where the dialect says."""
    return [
        f"{name} {selector}"
        for name, selectors in arguments_of(dialect)
        for selector in selectors
        if not name.startswith((*sdk.elsewhere, "-"))
        if not selects(dialect, name, selector, sdk)
    ]


def wrong_options(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the options that none of the calls takes that share them."""
    shared: dict[Operation, list[str]] = {}
    for name, operation in dialect.operations.items():
        shared.setdefault(operation, []).append(name)
    return [
        f"{', '.join(names)} {selector}"
        for operation, names in shared.items()
        for selector in (*operation.ignored, *operation.needs, operation.name, operation.unique)
        if selector and not any(selects(dialect, name, selector, sdk) for name in names)
    ]


def other_encodings(dialect: Dialect, sdk: Sdk) -> list[str]:
    """List the kinds of values of which the dialect says something else than the SDK does."""
    codec = codec_of(dialect.name)
    if codec is None:
        return [f"{kind}, unchecked" for kind in dialect.changes]
    said, found = dialect.changes, changes(codec)
    return [f"{kind}: {found.get(kind)}" for kind in VALUES if said.get(kind) != found.get(kind)]


QUESTIONS: dict[str, Callable[[Dialect, Sdk], list[str]]] = {
    "other versions": other_versions,
    "missing names": missing_names,
    "names still there": names_still_there,
    "functions unsaid": unsaid,
    "broken aliases": broken_aliases,
    "wrong arguments": wrong_arguments,
    "wrong options": wrong_options,
    "other encodings": other_encodings,
}


def is_function(found: object) -> bool:
    return inspect.isfunction(found) or isinstance(found, classmethod | staticmethod)


def is_said(table: DialectTable, dialect: Dialect, name: str) -> bool:
    ask = (table.role, table.operation, table.stable, table.unrecorded, table.makes)
    found = any(look_up(name) for look_up in ask) or table.is_guard(name)
    return found or table.forbidden(name, dialect) is not None


def names_of(dialect: Dialect) -> Iterator[str]:
    """Yield what a dialect says about the SDK that its version still has."""
    types = {
        *(role.context_type for role in dialect.roles.values()),
        *(role.returns for role in dialect.roles.values()),
        *(role.class_marker for role in dialect.roles.values()),
        *(role.class_base for role in dialect.roles.values()),
        *(operation.returns for operation in dialect.operations.values()),
        *(operation.pending for operation in dialect.operations.values()),
        *(operation.only_keeping for operation in dialect.operations.values()),
        *(kind for operation in dialect.operations.values() for kind in operation.passes),
        *dialect.stable.values(),
        *dialect.makes.values(),
    }
    said = {
        *dialect.roles,
        *dialect.operations,
        *dialect.stable,
        *dialect.unrecorded,
        *dialect.makes,
        *dialect.pure,
        *dialect.forbidden,
        *dialect.guards,
        *dialect.context_types,
        *dialect.suspensions,
        *dialect.ordinary_suspensions,
        *dialect.failures,
        *dialect.mismatches,
        *dialect.unsandboxed,
        *dialect.passed_through,
        *(name for name in dialect.replacements if "." in name and name != "uuid.uuid7"),
        *types,
    }
    for name in sorted(said - {*dialect.gone, ""}):
        yield name.removesuffix(".*")


def spellings(dialect: Dialect, name: str) -> Iterator[str]:
    """Yield a name, and the same as a member of what is an alias of what it lies in."""
    yield name
    for alias, canonical in dialect.aliases.items():
        if name == canonical or name.startswith(f"{canonical}."):
            yield alias + name[len(canonical) :]


def resolve(name: str) -> object | None:
    """Return what a dotted name stands for, or None."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        return members(found, parts[end:])
    return members(importlib.import_module("builtins"), parts)


def members(owner: object, parts: list[str]) -> object | None:
    for part in parts:
        found = inspect.getattr_static(owner, part, None)
        if found is None and inspect.ismodule(owner):
            found = getattr(owner, part, None)
        if found is None:
            return "attribute" if part in attributes(owner) else None
        owner = found.__func__ if isinstance(found, classmethod | staticmethod) else found
    return owner


def attributes(owner: object) -> set[str]:
    """Return the attributes that a class annotates, or sets when it is made."""
    if not isinstance(owner, type):
        return set()
    found = {name for base in owner.__mro__ for name in getattr(base, "__annotations__", ())}
    source = ast.parse(inspect.cleandoc("\n" + inspect.getsource(owner)))
    return found | {
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }


def arguments_of(dialect: Dialect) -> Iterator[tuple[str, tuple[Selector, ...]]]:
    for name, operation in dialect.operations.items():
        yield (
            name,
            (
                *operation.identity,
                *(() if operation.decorator else operation.runs),
                *operation.replays,
                *(() if name in dialect.gone else operation.calls),
                *(way for way in operation.replays_kept if way != ("self",)),
                *operation.only_with,
                *operation.read_only,
            ),
        )
    for name, role in dialect.roles.items():
        registered = (role.argument,) if role.argument else ()
        keyword = ((role.context_keyword,),) if role.context_keyword else ()
        named = (role.name_keyword,) if role.name_keyword else ()
        sandbox = ((role.sandbox_keyword,),) if role.sandbox_keyword else ()
        retries = ((role.retries_keyword,),) if role.retries_keyword else ()
        yield name, (*registered, *keyword, *named, *sandbox, *retries, *role.read_only)


def selects(dialect: Dialect, name: str, selector: Selector, sdk: Sdk) -> bool:
    """Tell whether each of the ways to pass an argument exists in one of the spellings."""
    if name in dialect.gone:
        return True
    found = [made for made in map(resolve, spellings(dialect, name)) if callable(made)]
    ways = {way for callee in found for way in ways_to_pass(callee, selector)}
    return bool(found) and ways >= set(selector) - {*sdk.later}


def ways_to_pass(callee: object, selector: Selector) -> Iterator[int | str]:
    """Yield the position, if one of the keywords stands there, and the keywords that are taken."""
    parameters = [
        parameter
        for parameter in inspect.signature(callee).parameters.values()
        if parameter.name not in {"self", "cls"}
    ]
    takes_any = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    for way in selector:
        if isinstance(way, str):
            found = takes_any or any(parameter.name == way for parameter in parameters)
        else:
            found = way < len(parameters) and stands_there(parameters[way], selector)
        if found:
            yield way


def stands_there(parameter: inspect.Parameter, selector: Selector) -> bool:
    named = [way for way in selector if isinstance(way, str)]
    by_position = parameter.kind is not parameter.KEYWORD_ONLY
    return by_position and (not named or parameter.name in named)


def main(name: str) -> None:
    """Ask every question about one dialect."""
    (dialect,) = load_dialects([name])
    sdk = read_sdks()[name]
    found = {question: ask(dialect, sdk) for question, ask in QUESTIONS.items()}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
