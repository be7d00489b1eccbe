"""The user's own catalogues: the files that `catalogues` names, read through the Reader."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from samepath.linter.project.known import ConfigError, meant
from samepath.linter.project.reader import FILE, FOLDER, Reader, absolute
from samepath.linter.project.reading import Table
from samepath.linter.project.settings import CatalogueTables

MAGIC = frozenset("*?[")


def read_catalogues(
    reader: Reader, folder: str, patterns: Sequence[str], path: str
) -> tuple[CatalogueTables, tuple[ConfigError, ...]]:
    """Return what the files say that the patterns name, and every mistake in them.

    Patterns start from `folder`; `path` is the file of settings that they stand in. A file
    with a mistake loses the wrong entries only.
    """
    errors: list[ConfigError] = []
    tables: dict[str, Table] = {}
    for pattern in patterns:
        found = list(_matching(reader, folder, pattern))
        if not found:
            near = meant(pattern, _beside(reader, folder, pattern))
            errors.append(ConfigError(path, f"`catalogues`: there is no file `{pattern}`{near}"))
        for file in found:
            if file not in tables:
                tables[file] = _table(reader, file, errors)
    return tuple(tables.items()), tuple(errors)


def _table(reader: Reader, file: str, errors: list[ConfigError]) -> Table:
    from samepath.rules.catalogue.load import sound_tables

    content = reader.read(file)
    if content is None:
        errors.append(ConfigError(file, reader.failure(file) or "cannot be read"))
        return {}
    import tomllib

    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        errors.append(ConfigError(file, f"the file is not valid toml: {error}"))
        return {}
    tables, complaints = sound_tables(said)
    errors.extend(ConfigError(file, complaint) for complaint in complaints)
    return tables


def _matching(reader: Reader, folder: str, pattern: str) -> Iterator[str]:
    """Yield the files that a pattern names, in order; `**` stands for any number of folders."""
    literal = [part for part in pattern.split("/") if part not in {"", "."}]
    first = next((n for n, part in enumerate(literal) if MAGIC & set(part)), len(literal))
    start = "/" if pattern.startswith("/") else folder
    top = absolute("/".join(literal[:first]) or ".", start)
    if first < len(literal):
        yield from dict.fromkeys(_below(reader, top, literal[first:]))
    elif reader.exists(top) and not reader.is_dir(top):
        yield top


def _below(reader: Reader, folder: str, parts: Sequence[str]) -> Iterator[str]:
    first, *rest = parts
    if first == "**":
        yield from _below(reader, folder, rest or ["*"])
    for name, kind in reader.entries(folder) or ():
        path = f"{folder.rstrip('/')}/{name}"
        if first == "**":
            if kind == FOLDER:
                yield from _below(reader, path, parts)
        elif fnmatchcase(name, first):
            if rest and kind != FILE:
                yield from _below(reader, path, rest)
            elif not rest and kind == FILE:
                yield path


def _beside(reader: Reader, folder: str, pattern: str) -> Iterator[str]:
    """Yield what lies where a file was looked for, spelled as the pattern is."""
    inside, _, _ = pattern.rpartition("/")
    for name, kind in reader.entries(absolute(inside or ".", folder)) or ():
        if kind == FILE and name.endswith(".toml"):
            yield f"{inside}/{name}" if inside else name
