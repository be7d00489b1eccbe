"""Where imports start: the folders that a project puts on Python's path.

Nothing is imported or run; build tools are believed where they name a folder in plain text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from samepath.linter.project.discovery import Discovered
from samepath.linter.project.reader import FOLDER, LINKED_FOLDER, Reader, absolute

SRC = "src"
HINTS = (
    b"package-dir",
    b"where",
    b"from",
    b"sources",
    b"packages",
    b"module-root",
    b"python-source",
)
PACKAGE_DIR = re.compile(
    rb"""package_dir\s*=\s*(?:\{\s*["']["']\s*:\s*["']([^"']+)["']|\s*=\s*([^\s#]+))"""
)

Table = Mapping[str, object]


def named_roots(
    reader: Reader, found: Discovered, folders: frozenset[str], src: Iterable[str]
) -> frozenset[str]:
    """Return the folders that are certain to be on the path.

    `src` holds what the settings name, absolute, with `*` for any part of a name. Beside it
    stand folders called `src` that are no packages, and what projects tell their build tools.
    """
    named = {folder for folder in folders if is_src(reader, folder)}
    for project in found.projects:
        named.update(path for path in told_roots(reader, project) if path in folders)
    for pattern in src:
        named.update(_matching(pattern, folders))
    return frozenset(named)


def folders_of(found: Discovered) -> frozenset[str]:
    """Return every folder from the discovered files up to where the search began."""
    folders: set[str] = set()
    for path in found.files:
        top = _outermost(path, found.roots)
        folder = path.rpartition("/")[0]
        while len(folder) >= len(top) and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(folders)


def _outermost(path: str, roots: tuple[str, ...]) -> str:
    """Return the first root above a path; a root sorts before those inside it."""
    return next(root for root in roots if path.startswith(f"{root.rstrip('/')}/"))


def is_src(reader: Reader, folder: str) -> bool:
    """Tell whether this is the `src` of a src layout."""
    return folder.endswith(f"/{SRC}") and not is_package_folder(reader, folder)


def is_package_folder(reader: Reader, folder: str) -> bool:
    """Tell whether a folder has an `__init__.py`."""
    return any(name == "__init__.py" for name, _ in reader.entries(folder) or ())


def told_roots(reader: Reader, project: str) -> Iterator[str]:
    """Yield the folders from which a project's build tool takes its packages."""
    names = [name for name, kind in reader.entries(project) or () if kind != FOLDER]
    if "pyproject.toml" in names:
        content = reader.read(f"{project}/pyproject.toml") or b""
        if any(hint in content for hint in HINTS):
            yield from (absolute(told, project) for told in _told_in(content))
    for name in ("setup.cfg", "setup.py"):
        if name in names:
            for found in PACKAGE_DIR.finditer(reader.read(f"{project}/{name}") or b""):
                told = (found[1] or found[2]).decode("utf-8", "replace")
                yield absolute(told, project)


def _told_in(content: bytes) -> Iterator[str]:
    import tomllib  # most projects get by without

    try:
        tools = _table(tomllib.loads(content.decode("utf-8", "replace")), "tool")
    except tomllib.TOMLDecodeError:  # the settings' reader complains about the one that matters
        return
    setuptools = _table(tools, "setuptools")
    yield from _strings([_table(setuptools, "package-dir").get("")])
    yield from _strings(_table(setuptools, "packages", "find").get("where"))
    yield from _strings([_table(tools, "uv", "build-backend").get("module-root")])
    yield from _strings([_table(tools, "pdm", "build").get("package-dir")])
    yield from _strings([_table(tools, "maturin").get("python-source")])
    hatch = _table(tools, "hatch", "build", "targets", "wheel")
    yield from _strings(hatch.get("sources"))
    yield from (path.rpartition("/")[0] or "." for path in _strings(hatch.get("packages")))
    poetry = _table(tools, "poetry").get("packages")
    for package in poetry if isinstance(poetry, list) else ():
        if isinstance(package, dict):
            yield from _strings([package.get("from")])


def _table(table: Table, *keys: str) -> Table:
    for key in keys:
        inner = table.get(key)
        if not isinstance(inner, dict):
            return {}
        table = inner
    return table


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _matching(pattern: str, folders: frozenset[str]) -> set[str]:
    if "*" not in pattern:
        return {pattern.rstrip("/")}
    parts = (re.escape(part) for part in pattern.rstrip("/").split("*"))
    wanted = re.compile("[^/]*".join(parts))
    return {folder for folder in folders if wanted.fullmatch(folder)}


def listing(reader: Reader, folder: str) -> dict[str, bool]:
    """Return the names in a folder, each with whether it is a folder itself."""
    entries = reader.entries(folder) or ()
    return {name: kind in {FOLDER, LINKED_FOLDER} for name, kind in entries}
