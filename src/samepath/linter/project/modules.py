"""Which file a dotted name stands for, and what a file is called, without importing anything.

One repository may hold many programs, so that a name alone does not say which file is meant:
who imports it does. Folders are tried in the order in which they would stand on the
importer's path, from its own folder outwards.
"""

from collections.abc import Iterable, Iterator, Sequence

from samepath.linter.project.discovery import Discovered
from samepath.linter.project.reader import Reader
from samepath.linter.project.roots import INIT, Roots


class ModuleMap:
    """The modules of a program.

    `src` holds the folders that the settings name as import roots, absolute; `installed` has
    the user's own code outside the program, as `installed.py` finds it; `libraries` are
    top-level names known to be others' packages, which folders without `__init__.py` do not
    hide. Two files may have one name: `find` prefers the importer's own, and `duplicates`
    tells of them.
    """

    def __init__(
        self,
        reader: Reader,
        found: Discovered,
        *,
        src: Iterable[str] = (),
        installed: Sequence[tuple[str, str]] = (),
        libraries: Iterable[str] = (),
    ) -> None:
        self._reader = reader
        self._libraries = frozenset(libraries)
        self._files = found.files
        self._roots = Roots(reader, found, src, installed)
        self._found: dict[tuple[str, str], str | None] = {}
        self._names: dict[str, str] = {}
        self._duplicates: dict[str, tuple[str, ...]] | None = None

    def name_of(self, path: str) -> str:
        """Return a file's dotted name; a script with dashes in its name gets one too."""
        if path not in self._names:
            root = self._roots.root_of(path.rpartition("/")[0])
            self._names[path] = _named_from(root, path)
        return self._names[path]

    def package_of(self, path: str) -> str:
        """Return the dotted name of the package that a file is in, empty for none."""
        name = self.name_of(path)
        return name if self.is_package(path) else name.rpartition(".")[0]

    def is_package(self, path: str) -> bool:
        """Tell whether a file is the `__init__` of a package."""
        return path.endswith(f"/{INIT}")

    def find(self, dotted: str, importer: str | None = None) -> str | None:
        """Return the file that `import dotted` would run, seen from the file `importer`.

        None for a namespace package, which has no file, and for what is not the user's own.
        Without an importer the first of all roots wins.
        """
        folder = importer.rpartition("/")[0] if importer else ""
        key = (folder, dotted)
        if key not in self._found:
            self._found[key] = self._search(folder, dotted.split("."))
        return self._found[key]

    def find_relative(self, importer: str, level: int, dotted: str = "") -> str | None:
        """Return the file that `from ..dotted import` would run; `level` counts the dots."""
        folder = importer
        for _ in range(level):
            folder = folder.rpartition("/")[0]
        if not dotted:
            return f"{folder}/{INIT}" if self._roots.is_package(folder) else None
        return self._under(folder, dotted.split("."))[0]

    def is_namespace(self, dotted: str, importer: str | None = None) -> bool:
        """Tell whether a name is a folder without `__init__.py` that leads to modules."""
        if self.find(dotted, importer) is not None:
            return False
        return next(self._places(dotted, importer), None) is not None

    def submodules(self, dotted: str, importer: str | None = None) -> tuple[str, ...]:
        """Return the dotted names of the modules and packages directly in a package, sorted."""
        path = self.find(dotted, importer)
        if path is not None and not self.is_package(path):
            return ()
        places = [path.rpartition("/")[0]] if path else self._places(dotted, importer)
        names = {name for place in places for name in self._modules_in(place)}
        return tuple(f"{dotted}.{name}" for name in sorted(names))

    @property
    def duplicates(self) -> dict[str, tuple[str, ...]]:
        """Names that more than one discovered file has, each with its files, sorted."""
        if self._duplicates is None:
            named: dict[str, list[str]] = {}
            for path in self._files:
                named.setdefault(self.name_of(path), []).append(path)
            several = sorted((name, tuple(paths)) for name, paths in named.items() if paths[1:])
            self._duplicates = dict(several)
        return self._duplicates

    def _search(self, folder: str, parts: list[str]) -> str | None:
        for root in self._roots.searched(folder, parts[0]):
            path, ends = self._under(root, parts)
            if path is not None or ends:
                return path
        return None

    def _places(self, dotted: str, importer: str | None) -> Iterator[str]:
        """Yield the folders that make up a namespace package."""
        folder = importer.rpartition("/")[0] if importer else ""
        top, inner = dotted.partition(".")[0], dotted.replace(".", "/")
        for root in self._roots.searched(folder, top):
            place = f"{root}/{inner}"
            if place in self._roots.folders and not self._is_hidden(root, top):
                yield place

    def _under(self, root: str, parts: Sequence[str]) -> tuple[str | None, bool]:
        """Look for a module below `root`: its file, and whether the search ends here.

        It ends where a regular package or a module has the name: what that lacks is nowhere.
        """
        folder, ends = root, False
        if len(parts) > 1 and self._is_hidden(root, parts[0]):
            return None, False
        for part in parts[:-1]:
            names = self._roots.listing(folder)
            inner = f"{folder}/{part}"
            is_package = names.get(part) is True and self._roots.is_package(inner)
            if not is_package and f"{part}.py" in names:
                return None, True
            if part not in names:
                return None, ends
            ends = ends or (is_package and not self._is_extended(inner))
            folder = inner
        path = self._module(folder, parts[-1])
        return path, ends or path is not None

    def _is_hidden(self, root: str, top: str) -> bool:
        """Tell whether a library, wherever it is installed, wins over a folder of its name."""
        return top in self._libraries and not self._roots.is_package(f"{root}/{top}")

    def _module(self, folder: str, name: str) -> str | None:
        names = self._roots.listing(folder)
        inner = f"{folder}/{name}"
        if names.get(name) is True and self._roots.is_package(inner):
            return f"{inner}/{INIT}"
        return f"{inner}.py" if names.get(f"{name}.py") is False else None

    def _is_extended(self, package: str) -> bool:
        """Tell whether a package says that it goes on elsewhere, as was done before PEP 420."""
        content = self._reader.read(f"{package}/{INIT}") or b""
        return b"extend_path" in content or b"declare_namespace" in content

    def _modules_in(self, folder: str) -> Iterator[str]:
        for name, is_folder in self._roots.listing(folder).items():
            stem = name if is_folder else name.removesuffix(".py")
            leads_on = f"{folder}/{name}" in self._roots.folders if is_folder else stem != name
            if leads_on and stem.isidentifier() and name != INIT:
                yield stem


def _named_from(root: str, path: str) -> str:
    parts = path.removeprefix(f"{root}/").removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts = parts[:-1] or [root.rpartition("/")[2]]
    return ".".join(parts)
