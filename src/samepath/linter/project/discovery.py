"""Which files make up a program.

Folders are pruned as early as possible: by name, by .gitignore, and where they turn out to
be a virtual environment. What was asked for by name is read even if it would be left out.
"""

from collections.abc import Iterable, Sequence

from samepath.linter.project.ignoring import Patterns
from samepath.linter.project.reader import FILE, LINKED_FOLDER, Entry, Reader

DEFAULT_EXCLUDE = (
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".samepath_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pycache__",
    "__pypackages__",
    "_build",
    "buck-out",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
)
PROJECT_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg"})
ENVIRONMENT_FILE = "pyvenv.cfg"

Ignoring = tuple[tuple[int, Patterns], ...]
"""Patterns that hold in a folder, nearest first, each with the length of its own folder's path."""


class Discovered:
    """What was found, each of it sorted.

    `projects` are the folders with a project file, `roots` the folders where the search began
    (for a file that was asked for, its folder), `problems` what could not be read, as
    (path, reason).
    """

    __slots__ = ("files", "problems", "projects", "roots")

    def __init__(
        self,
        files: Iterable[str],
        projects: Iterable[str],
        roots: Iterable[str],
        problems: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.files = tuple(sorted(files))
        self.projects = tuple(sorted(projects))
        self.roots = tuple(sorted(set(roots)))
        self.problems = tuple(sorted(problems))


def discover(
    reader: Reader,
    roots: Sequence[str],
    *,
    exclude: Iterable[str] = DEFAULT_EXCLUDE,
    exclude_from: str = "/",
    respect_gitignore: bool = True,
) -> Discovered:
    """Find the Python files under `roots`: folders, or files, which are taken as they are.

    `exclude` holds patterns as in .gitignore, relative to the folder `exclude_from`. Links
    to folders are followed once, and a folder's own path wins over a link to it.
    """
    walk = _Walk(reader, Patterns(exclude), exclude_from, respect_gitignore=respect_gitignore)
    for root in sorted(set(roots)):
        walk.start(root)
    walk.follow_links()
    return Discovered(walk.files, walk.projects, walk.roots, walk.problems)


class _Walk:
    def __init__(
        self, reader: Reader, exclude: Patterns, exclude_from: str, *, respect_gitignore: bool
    ) -> None:
        self.files: set[str] = set()
        self.projects: set[str] = set()
        self.roots: set[str] = set()
        self.problems: set[tuple[str, str]] = set()
        self._reader = reader
        self._exclude = exclude
        self._exclude_from = exclude_from.rstrip("/") + "/"
        self._respect_gitignore = respect_gitignore
        self._seen: set[str] = set()  # folders, by their real path
        self._links: list[tuple[str, str, Ignoring]] = []  # path, real path of the parent

    def start(self, root: str) -> None:
        if self._reader.is_dir(root):
            self.roots.add(root)
            self._walk(root, self._reader.real(root), self._above(root))
        elif not self._reader.exists(root):
            self.problems.add((root, "no such file or directory"))
        elif not root.endswith(".pyi"):
            self.files.add(root)
            self.roots.add(root.rpartition("/")[0])

    def follow_links(self) -> None:
        """Walk what links lead to, after all that has a path of its own."""
        while self._links:
            links, self._links = sorted(self._links, key=lambda link: link[0]), []
            for path, parent, ignoring in links:
                target = self._reader.real(path)
                if not f"{parent}/".startswith(target.rstrip("/") + "/"):
                    self._walk(path, target, ignoring)

    def _walk(self, top: str, real: str, ignoring: Ignoring) -> None:
        pending = [(top, real, ignoring)]
        while pending:
            folder, real, ignoring = pending.pop()
            if real in self._seen:
                continue
            self._seen.add(real)
            entries = self._reader.entries(folder)
            if entries is None:
                self.problems.add((folder, self._reader.failure(folder) or "cannot be read"))
            else:
                is_root = folder == top
                pending += self._visit(folder, real, ignoring, entries, is_root=is_root)

    def _visit(
        self, folder: str, real: str, ignoring: Ignoring, entries: Sequence[Entry], *, is_root: bool
    ) -> list[tuple[str, str, Ignoring]]:
        """Take the files of a folder; return the folders in it that are to be walked."""
        files, folders, special = _sorted_out(entries)
        if ENVIRONMENT_FILE in special and not is_root:
            return []
        if ".gitignore" in special and self._respect_gitignore:
            ignoring = self._with_patterns_of(folder, ignoring)
        if not PROJECT_FILES.isdisjoint(special):
            self.projects.add(folder)
        prefix = folder if folder.endswith("/") else f"{folder}/"
        for name in files:
            path = prefix + name
            if self._is_wanted(path, ignoring, folder=False):
                self.files.add(path)
        below = []
        for name, kind in folders:
            path = prefix + name
            if not self._is_wanted(path, ignoring, folder=True):
                continue
            if kind == LINKED_FOLDER:
                self._links.append((path, real, ignoring))
            else:
                below.append((path, f"{real.rstrip('/')}/{name}", ignoring))
        return below

    def _is_wanted(self, path: str, ignoring: Ignoring, *, folder: bool) -> bool:
        relative = path.removeprefix(self._exclude_from)
        if self._exclude.verdict(relative, folder=folder):
            return False
        for length, patterns in ignoring:
            verdict = patterns.verdict(path[length:], folder=folder)
            if verdict is not None:
                return not verdict and _is_sayable(self.problems, path)
        return _is_sayable(self.problems, path)

    def _above(self, root: str) -> Ignoring:
        """Collect the patterns that a repository has above `root`."""
        folders = []
        folder = root
        while self._respect_gitignore and not self._reader.exists(f"{folder.rstrip('/')}/.git"):
            folder = folder.rpartition("/")[0]
            if not folder:
                return ()
            folders.append(folder)
        ignoring: Ignoring = ()
        for above in reversed(folders):
            if self._reader.exists(f"{above}/.gitignore"):
                ignoring = self._with_patterns_of(above, ignoring)
        return ignoring

    def _with_patterns_of(self, folder: str, ignoring: Ignoring) -> Ignoring:
        path = f"{folder.rstrip('/')}/.gitignore"
        content = self._reader.read(path)
        if content is None:
            self.problems.add((path, self._reader.failure(path) or "cannot be read"))
            return ignoring
        lines = content.decode("utf-8-sig", "surrogateescape").split("\n")
        return ((len(path) - len(".gitignore"), Patterns(lines)), *ignoring)


def _sorted_out(entries: Sequence[Entry]) -> tuple[list[str], list[Entry], set[str]]:
    """Part a folder's entries into Python files, folders, and files that say something."""
    files: list[str] = []
    folders: list[Entry] = []
    special: set[str] = set()
    for entry in entries:
        name, kind = entry
        if kind != FILE:
            folders.append(entry)
        elif name.endswith(".py"):
            files.append(name)
        elif name in {".gitignore", ENVIRONMENT_FILE} or name in PROJECT_FILES:
            special.add(name)
    if "setup.py" in files and "__init__.py" not in files:  # in a package it is just a module
        special.add("setup.py")
    return files, folders, special


def _is_sayable(problems: set[tuple[str, str]], path: str) -> bool:
    """Tell whether a path can be written down; add a problem if it cannot."""
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        problems.add((shown, "the name is not valid utf-8"))
        return False
    return True
