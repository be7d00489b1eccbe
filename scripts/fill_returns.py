#!/usr/bin/env python3
"""Give the standard library's entries the types that typeshed states: run, then look at the diff.

Reads the stubs that mypy brings along. An entry that says what it returns keeps that; a test tells
where the stubs say something else, or something that an entry lacks.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

from stubs import Stubs, Type

from samepath.rules.catalogue import Catalogue, Entry
from samepath.rules.catalogue.load import HERE, library_files, read_library
from samepath.rules.catalogue.parse import is_class_name

LINE = re.compile(r'^"(?P<name>[^"]+)" = (?P<value>.*)$')
FIELDS = ("returns", "element", "key")
GIVES_ITS_OWN = frozenset(
    {
        "argument", "call", "decorator", "decorator-factory", "handle", "partial",
        "second-argument", "self",
    }
)  # fmt: skip
"""Results that are a part of the call, whatever their type is called."""


def stated(stubs: Stubs, catalogue: Catalogue, name: str) -> Type | None:
    """Return the type that the stubs state for a name, if the catalogue can answer for it."""
    found = stubs.type_of(name)
    if found is None or not (found.returns or found.element):
        return None
    told = [catalogue.canonical(part) for part in (found.returns, found.element, found.key)]
    known = [part if part and is_known(catalogue, part) else "" for part in told]
    if (found.returns and not known[0]) or not any(known):
        return None
    return Type(*known)


def is_known(catalogue: Catalogue, name: str) -> bool:
    """Tell whether a type is one that the running Python has, and the catalogue knows."""
    try:
        found = resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return isinstance(found, type) and catalogue.lookup(f"{name}.anything") is not None


def lacks_type(name: str, entry: Entry) -> bool:
    """Tell whether an entry could say what it returns, and does not."""
    open_ended = not entry.returns and not entry.element and not is_class_name(name)
    plain = entry.result not in GIVES_ITS_OWN and not entry.iterates and not entry.unknown
    return open_ended and plain and not name.rpartition(".")[2].startswith("__")


def entries() -> Iterator[tuple[str, str, Entry]]:
    """Yield file, name and entry of everything that is listed of the standard library."""
    for file in library_files():
        library = read_library(file) if file.startswith("stdlib/") else None
        for name in library.values if library is not None else ():
            entry = library.entry(name) if library is not None else None
            if entry is not None:
                yield file, name, entry


def missing(stubs: Stubs) -> Iterator[tuple[str, str, Type]]:
    """Yield file, name and type of every entry that lacks the type that the stubs state."""
    catalogue = Catalogue()
    for file, name, entry in entries():
        found = stated(stubs, catalogue, name) if lacks_type(name, entry) else None
        if found is not None:
            yield file, name, found


def differing(stubs: Stubs) -> Iterator[tuple[str, str, str]]:
    """Yield every name whose entry states another type than the stubs: name, ours, theirs."""
    catalogue = Catalogue()
    for _, name, entry in entries():
        found = stated(stubs, catalogue, name) if entry.returns else None
        if found is None or not found.returns:
            continue
        ours = catalogue.canonical(entry.returns)
        if ours != found.returns and found.returns not in catalogue.bases(ours):
            yield name, ours, found.returns


def written(value: str, found: Type) -> str:
    """Return a line's value with the type in it."""
    types = ", ".join(f'{f} = "{t}"' for f in FIELDS if (t := getattr(found, f)))
    if value.startswith("{"):
        return f"{value.rstrip()[:-1].rstrip()}, {types} }}"
    effect, _, access = json.loads(value).partition(" ")
    said = [] if effect == "pure" else [f'effect = "{effect}"']
    said += [f'access = "{access}"'] if access else []
    return f"{{ {', '.join([*said, types])} }}"


def main() -> None:
    """Write the types into the tables."""
    for file, name, found in list(missing(Stubs(own=False))):
        path = Path(HERE) / file
        lines = path.read_text(encoding="utf-8").splitlines()
        for row, line in enumerate(lines):
            match = LINE.match(line)
            if match is not None and match["name"] == name and "  #" not in line:
                lines[row] = f'"{name}" = {written(match["value"], found)}'
                break
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {found.returns or 'iterator'} {found.element}".rstrip())


if __name__ == "__main__":
    main()
