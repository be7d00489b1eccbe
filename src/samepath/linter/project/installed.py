"""The user's own code that is installed: in place, or to be followed by name.

Found by reading what installers leave beside packages. Nothing is imported or run, so that a
`.pth` file that computes its paths is passed over.
"""

import os
import re
from collections.abc import Iterator, Sequence

from samepath.linter.project.layout import listing
from samepath.linter.project.reader import Reader, absolute
from samepath.linter.project.roots import ANY

MAPPING = re.compile(rb"^MAPPING(?::[^=]*)?\s*=\s*(\{.*\})\s*$", re.MULTILINE)
NEAR_ENVIRONMENTS = (".venv", "venv")
DIST_INFO = ".dist-info"

Source = tuple[str, str]
"""A top-level name, or `*` for any, and the folder that holds it."""


def active_environment() -> str | None:
    """Return the folder of the environment that is active where we were started."""
    return os.environ.get("VIRTUAL_ENV")


def find_site_packages(
    reader: Reader, root: str, python: str | None, virtual_env: str | None
) -> tuple[str, ...]:
    """Return the folders with installed packages of the environment that the user works in.

    That is `python` from the settings (a folder or an interpreter in it), else the active
    environment, else `.venv` or `venv` in `root`; empty if there is none, which is to be told
    where `python` was set.
    """
    if python is not None:
        return _site_packages(reader, python)
    near = [f"{root.rstrip('/')}/{name}" for name in NEAR_ENVIRONMENTS]
    for environment in [absolute(virtual_env), *near] if virtual_env else near:
        folders = _site_packages(reader, environment)
        if folders:
            return folders
    return ()


def installed_sources(
    reader: Reader, site_packages: Sequence[str], follow: Sequence[str]
) -> tuple[Source, ...]:
    """Return where the user's own installed code lies.

    Code installed in place is the user's own, and so is what `follow` names: patterns such
    as `acme_*` for top-level modules or for distributions, where `-`, `_` and case do not matter.
    """
    sources: dict[Source, None] = {}
    for folder in site_packages:
        names = listing(reader, folder)
        for name in sorted(names):
            sources.update(dict.fromkeys(_in_place(reader, folder, name)))
            sources.update(dict.fromkeys(_followed(reader, folder, name, names, follow)))
    return tuple(sources)


def _site_packages(reader: Reader, environment: str) -> tuple[str, ...]:
    if reader.exists(environment) and not reader.is_dir(environment):
        environment = environment.rpartition("/")[0].rpartition("/")[0]  # bin/python
    if environment.endswith("/site-packages"):
        return (environment,)
    found = []
    for library in ("lib", "lib64", "Lib"):
        inside = [
            library,
            *(f"{library}/{name}" for name in _pythons(reader, environment, library)),
        ]
        found += [f"{environment}/{folder}/site-packages" for folder in inside]
    real = {reader.real(folder): folder for folder in reversed(found) if reader.is_dir(folder)}
    return tuple(reversed(real.values()))


def _pythons(reader: Reader, environment: str, library: str) -> list[str]:
    names = listing(reader, f"{environment}/{library}")
    return sorted(name for name in names if name.startswith(("python3", "pypy3")))


def _in_place(reader: Reader, folder: str, name: str) -> Iterator[Source]:
    """Yield what one entry of a site-packages folder says about code installed in place."""
    path = f"{folder}/{name}"
    if name.endswith((".pth", ".egg-link")):
        lines = (reader.read(path) or b"").decode("utf-8", "surrogateescape").splitlines()
        for line in lines[:1] if name.endswith(".egg-link") else lines:
            told = line.strip()
            if told and not told.startswith(("import ", "import\t", "#")):
                yield from _sources_in(reader, absolute(told, folder), folder)
    elif name.startswith("__editable__") and name.endswith("_finder.py"):
        for top, place in _mapped(reader.read(path) or b""):
            yield top, absolute(place, folder).rpartition("/")[0]
    elif name.endswith(DIST_INFO):
        project = _editable_project(reader.read(f"{path}/direct_url.json") or b"{}")
        if project:
            src = f"{project}/src"
            yield from _sources_in(reader, src if reader.is_dir(src) else project, folder)


def _sources_in(reader: Reader, place: str, folder: str) -> Iterator[Source]:
    if place != folder and reader.is_dir(place):
        yield ANY, place


def _mapped(finder: bytes) -> Iterator[tuple[str, str]]:
    """Yield the top-level names and their paths in the finder that setuptools writes."""
    import ast

    found = MAPPING.search(finder)
    try:
        mapping = ast.literal_eval(found[1].decode()) if found else {}
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return
    for name, place in mapping.items():
        if isinstance(name, str) and isinstance(place, str) and "." not in name:
            yield name, place


def _editable_project(direct_url: bytes) -> str | None:
    import json
    from urllib.parse import unquote, urlsplit

    try:
        told = json.loads(direct_url)
        is_editable = told["dir_info"]["editable"] is True
        url = urlsplit(told["url"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return unquote(url.path).rstrip("/") if is_editable and url.scheme == "file" else None


def _followed(
    reader: Reader, folder: str, name: str, names: dict[str, bool], follow: Sequence[str]
) -> Iterator[Source]:
    """Yield what one entry of a site-packages folder holds of the code to be followed."""
    if name.endswith(DIST_INFO):
        distribution = name.removesuffix(DIST_INFO).partition("-")[0]
        if _is_named(distribution, follow):
            yield from ((top, folder) for top in _tops_of(reader, f"{folder}/{name}", names))
    elif names[name] or name.endswith(".py"):
        top = name.removesuffix(".py")
        if top.isidentifier() and _is_named(top, follow):
            yield top, folder


def _tops_of(reader: Reader, dist_info: str, names: dict[str, bool]) -> list[str]:
    """Return the top-level names of a distribution, by the list of what was installed."""
    record = (reader.read(f"{dist_info}/RECORD") or b"").decode("utf-8", "replace")
    firsts = {line.partition(",")[0].partition("/")[0] for line in record.splitlines()}
    tops = {first.removesuffix(".py") for first in firsts if first in names}
    return sorted(top for top in tops if top.isidentifier() and top != "__pycache__")


def _is_named(name: str, patterns: Sequence[str]) -> bool:
    from fnmatch import fnmatchcase  # few settings follow installed code

    return any(fnmatchcase(_normal(name), _normal(pattern)) for pattern in patterns)


def _normal(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
