"""What is left out of a program: patterns as .gitignore has them.

Most patterns are plain (`build/`, `/site`) or ask for a name alone (`*.py[cod]`): those are
looked up, and a name that was met before costs nothing. The others are left to pathspec, which
is loaded when the first of them is met. A test holds both against pathspec alone.
"""

import re
from collections.abc import Iterable, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PLAIN = re.compile(r"[^\\*?\[!#\s][^\\*?\[]*(?<!\s)")  # nothing in it stands for something else
GLOB = re.compile(r"(?:[^\\*?\[\]/!#\s]|\*(?!\*)|\?|\[[A-Za-z0-9]+\])+")
STANDS_FOR = {"*": "[^/]*", "?": "[^/]"}


class Patterns:
    """The patterns of one .gitignore file, or of an `exclude` setting.

    `verdict` takes a path relative to the folder that the patterns belong to, and assumes
    that no folder above it is ignored.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        kept = [line for line in map(_trimmed, lines) if line and not line.startswith("#")]
        # With a negation the last match decides, so that no pattern can be taken out.
        negates = any(line.startswith("!") for line in kept)
        rest = kept if negates else [line for line in kept if not _is_simple(line)]
        self._simple = _Simple([] if negates else [line for line in kept if _is_simple(line)])
        self._hard = _Hard(rest) if rest else None

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Return whether the path is ignored, or None where no pattern speaks of it."""
        name = path.rpartition("/")[2]
        if self._simple.holds(path, name, folder=folder):
            return True
        return self._hard.verdict(path, name, folder=folder) if self._hard else None


class _Simple:
    """Patterns that need no more than a look at the name, or are a whole path."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._names: dict[bool, dict[str, bool]] = {True: {}, False: {}}  # by folder: known names
        self._paths: dict[bool, set[str]] = {True: set(), False: set()}
        globs: dict[bool, list[str]] = {True: [], False: []}
        for line in lines:
            pattern = line.rstrip("/")
            for folder in (True,) if line.endswith("/") else (True, False):
                if "/" in pattern:
                    self._paths[folder].add(pattern.removeprefix("/"))
                elif PLAIN.fullmatch(pattern):
                    self._names[folder][pattern] = True
                else:
                    globs[folder].append(_translated(pattern))
        self._globs = {
            folder: re.compile("|".join(patterns)).fullmatch if patterns else None
            for folder, patterns in globs.items()
        }

    def holds(self, path: str, name: str, *, folder: bool) -> bool:
        names = self._names[folder]
        known = names.get(name)
        if known is None:
            matches = self._globs[folder]
            known = names[name] = matches is not None and matches(name) is not None
        return known or path in self._paths[folder]


class _Hard:
    """Patterns for pathspec: negations, escapes, stars between slashes."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._names: dict[str, bool] = {}  # whether any pattern for names alone matches
        self._specs: tuple[GitIgnoreSpec, GitIgnoreSpec, GitIgnoreSpec] | None = None

    def verdict(self, path: str, name: str, *, folder: bool) -> bool | None:
        if self._specs is None:
            self._specs = _compiled(self._lines)
        whole, for_names, for_paths = self._specs
        end = "/" if folder else ""
        key = name + end
        if key not in self._names:
            self._names[key] = for_names.check_file(key).include is not None
        if not self._names[key] and for_paths.check_file(path + end).include is None:
            return None  # the usual case, and much faster than all patterns on all paths
        return whole.check_file(path + end).include


def _is_simple(line: str) -> bool:
    pattern = line.removesuffix("/")
    if "//" in line or pattern in {"", ".", ".."}:
        return False
    return PLAIN.fullmatch(pattern) is not None or GLOB.fullmatch(pattern) is not None


def _translated(pattern: str) -> str:
    pieces = re.split(r"(\*|\?|\[[^\]]*\])", pattern)
    return "".join(
        piece if piece.startswith("[") else STANDS_FOR.get(piece, re.escape(piece))
        for piece in pieces
    )


def _trimmed(line: str) -> str:
    """Drop the line's end; pathspec is left to judge escaped blanks."""
    return line.rstrip("\r\n") if line.endswith("\\ ") else line.rstrip()


def _compiled(lines: Sequence[str]) -> "tuple[GitIgnoreSpec, GitIgnoreSpec, GitIgnoreSpec]":
    """Return the patterns as one, those for names alone, and those for paths."""
    from pathspec import GitIgnoreSpec  # it takes longer to load than most trees to walk

    valid = [line for line in lines if _is_valid(line)]
    for_paths = [line for line in valid if "/" in line.rstrip("/")]
    for_names = [line for line in valid if "/" not in line.rstrip("/")]
    whole, names, paths = map(GitIgnoreSpec.from_lines, (valid, for_names, for_paths))
    return whole, names, paths


def _is_valid(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:  # git passes over patterns that it cannot read
        return False
    return True
