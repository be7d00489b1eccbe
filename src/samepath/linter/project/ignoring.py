"""What is left out of a program: patterns as .gitignore has them.

Most patterns are plain (`build/`, `*.egg-info`, `/site`): those are looked up, and a name
that was met before costs nothing. The others are left to pathspec, which is loaded when the
first of them is met. A test holds both against pathspec alone.
"""

import re
from collections.abc import Callable, Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PLAIN = re.compile(r"[^\\*?\[!#\s][^\\*?\[]*(?<!\s)")  # nothing in it stands for something else
PLAIN_SUFFIX = re.compile(r"\*[^\\*?\[/]+(?<!\s)/?")


class Patterns:
    """The patterns of one .gitignore file, or of an `exclude` setting.

    `verdict` takes a path relative to the folder that the patterns belong to, and assumes
    that no folder above it is ignored.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        kept = [line for line in map(_trimmed, lines) if line and not line.startswith("#")]
        self._names: set[str] = set()
        self._paths: set[str] = set()
        self._suffixes: tuple[str, ...] = ()
        self._folder_names: set[str] = set()
        self._folder_paths: set[str] = set()
        self._folder_suffixes: tuple[str, ...] = ()
        self._spec: GitIgnoreSpec | None = None
        # With a negation the last match decides, so that no pattern can be taken out.
        negates = any(line.startswith("!") for line in kept)
        rest = kept if negates else [line for line in kept if not self._take(line)]
        self._rest = tuple(rest)
        self._by_name: dict[str, bool | None] | None = None
        if not any("/" in line.rstrip("/") for line in rest):
            self._by_name = {}

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Return whether the path is ignored, or None where no pattern speaks of it."""
        name = path.rpartition("/")[2]
        if name in self._names or path in self._paths or name.endswith(self._suffixes):
            return True
        if folder and (
            name in self._folder_names
            or path in self._folder_paths
            or name.endswith(self._folder_suffixes)
        ):
            return True
        return self._by_spec(path, name, folder=folder) if self._rest else None

    def _take(self, line: str) -> bool:
        """Keep a plain pattern for looking up; return whether it is one."""
        pattern, folder = line.rstrip("/"), line.endswith("/")
        if line.endswith("//"):
            return False
        if PLAIN_SUFFIX.fullmatch(line):
            if folder:
                self._folder_suffixes += (pattern[1:],)
            else:
                self._suffixes += (pattern[1:],)
            return True
        if not PLAIN.fullmatch(line) or "//" in line or pattern in {"", ".", ".."}:
            return False
        if "/" in pattern:
            (self._folder_paths if folder else self._paths).add(pattern.removeprefix("/"))
        else:
            (self._folder_names if folder else self._names).add(pattern)
        return True

    def _by_spec(self, path: str, name: str, *, folder: bool) -> bool | None:
        asked = f"{path}/" if folder else path
        if self._by_name is None:
            return self._ask(asked)
        key = f"{name}/" if folder else name
        if key not in self._by_name:
            self._by_name[key] = self._ask(key)
        return self._by_name[key]

    def _ask(self, path: str) -> bool | None:
        if self._spec is None:
            self._spec = _compiled(self._rest)
        return self._spec.check_file(path).include


def _trimmed(line: str) -> str:
    """Drop the line's end; pathspec is left to judge escaped blanks."""
    return line.rstrip("\r\n") if line.endswith("\\ ") else line.rstrip()


def _compiled(lines: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # it takes longer to load than most trees to walk

    valid: Callable[[str], bool] = _is_valid
    return GitIgnoreSpec.from_lines(filter(valid, lines))


def _is_valid(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:  # git passes over patterns that it cannot read
        return False
    return True
