"""Modules of the user's own that bear an engine's name."""

import re
from collections.abc import Iterable

from samepath.linter.project.haystack import Haystack
from samepath.linter.project.modules import ModuleMap
from samepath.rules.dialects import Dialect

INIT = "/__init__.py"


def shadows(modules: ModuleMap, haystack: Haystack, dialects: Iterable[Dialect]) -> frozenset[str]:
    """List the engines' packages whose names the program has given to modules of its own.

    An engine's own source is no shadow: it defines what the dialect speaks of.
    """
    own = (
        (root, path, dialect)
        for dialect in dialects
        for root in dialect.modules
        if (path := modules.find(root)) is not None
    )
    return frozenset(
        root
        for root, path, dialect in own
        if not is_engine(haystack, files_of(modules, haystack, path, root), root, dialect)
    )


def files_of(modules: ModuleMap, haystack: Haystack, path: str, root: str) -> list[str]:
    """List the files of a package: those of the program, or what lies directly in it."""
    below = f"{path.removesuffix(INIT)}/" if path.endswith(INIT) else path
    found = [file for file in haystack.files if file.startswith(below)]
    beside = (modules.find(name, path) for name in modules.submodules(root))
    return found or [path, *(file for file in beside if file is not None)]


def is_engine(haystack: Haystack, files: Iterable[str], root: str, dialect: Dialect) -> bool:
    """Tell whether one of the files of a package defines one of the names that give parts."""
    names = [name.removeprefix(f"{root}.").split(".") for name in dialect.roles]
    marks = {parts[0] if parts[0][:1].isupper() else parts[-1] for parts in names}
    pattern = re.compile(rb"\b(?:class|def) (?:" + "|".join(sorted(marks)).encode() + rb")\b")
    return any(pattern.search(haystack.content(file)) for file in files)
