"""Where modules come from: the project's files, parsed and indexed when first asked for."""

import gc
import re
from collections.abc import Iterator

from samepath.dataclass import dataclass
from samepath.linter.program.ir import ModuleIndex
from samepath.linter.program.lower.module import index_module
from samepath.linter.program.world import Found, Module
from samepath.linter.project.haystack import Haystack
from samepath.linter.project.heads import Heads, heads
from samepath.linter.project.imports import Importers
from samepath.linter.project.memory import Memory
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.reader import Reader
from samepath.linter.project.source import Problem, parse, too_deep

TEXT = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'', re.DOTALL
)
"""Texts over several lines, docstrings above all: what they mention is no code."""


def at_import(content: bytes, name: bytes) -> bool:
    """Tell whether a name is called or decorates at the margin, or decorates anywhere."""
    pattern = rb"^(?:(?:[^\s#].*)?\b|[ \t]*@(?:[\w.]+\.)?)" + re.escape(name) + rb"\b"
    return any(
        not line.startswith((b"def ", b"async def ", b"from ", b"import ", b"class " + name))
        for line in re.findall(pattern + rb".*$", TEXT.sub(b"", content), re.MULTILINE)
    )


def in_functions(content: bytes, name: bytes) -> bool:
    """Tell whether a name is mentioned in indented code, decorators aside."""
    pattern = rb"^[ \t]+(?!@|def |async def |from |import |#)[^#\n]*\b" + re.escape(name) + rb"\b"
    return re.search(pattern, TEXT.sub(b"", content), re.MULTILINE) is not None


@dataclass(frozen=True, slots=True)
class Indexed:
    """A file's text, and what it says."""

    text: str
    index: ModuleIndex


def indexed(path: str, content: bytes) -> Indexed | Problem:
    """Parse and index one file. Raises RecursionError where it is nested too deeply."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        parsed = parse(path, content)
        if isinstance(parsed, Problem):
            return parsed
        lines = parsed.text.count("\n") + 1
        return Indexed(parsed.text, index_module(parsed.tree, lines, walrus=":=" in parsed.text))
    finally:
        if enabled:
            gc.enable()


class ProjectSources:
    """The files of a project as modules."""

    def __init__(
        self,
        reader: Reader,
        modules: ModuleMap,
        haystack: Haystack,
        libraries: frozenset[str] = frozenset(),
        memory: Memory | None = None,
    ) -> None:
        self.reader = reader
        self.modules = modules
        self.haystack = haystack
        self.importers = Importers(modules, haystack)
        self.libraries = libraries
        """Import roots of engines: never followed, even where their source is at hand."""
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}
        self.lines = 0
        self._indexes: dict[str, ModuleIndex | None] = {}
        self._memory = memory

    def find(self, dotted: str, importer: str) -> Found | None:
        """Answer path, name and whether it is a package, for what `importer` calls `dotted`."""
        if self.is_library(dotted):
            return None
        path = self.modules.find(dotted, importer or None)
        if path is not None:
            return self.place(path)
        if self.modules.is_namespace(dotted, importer or None):
            return Found(f"<namespace {dotted}>", dotted, is_package=True)
        return None

    def index(self, path: str) -> ModuleIndex | None:
        """Read and index one file; a problem is noted."""
        if path not in self._indexes:
            self._indexes[path] = self._index(path)
        return self._indexes[path]

    def _index(self, path: str) -> ModuleIndex | None:
        if path.startswith("<namespace"):
            parsed = parse(path, b"")
            assert not isinstance(parsed, Problem)
            return index_module(parsed.tree)
        content = self.reader.read(path)
        if content is None:
            reason = self.reader.failure(path) or "cannot be read"
            self.problems.append(Problem(path, 1, 1, reason))
            return None
        try:
            read = self._indexed(path, content)
        except RecursionError:  # how deep is too deep depends on who asks: nothing to remember
            read = too_deep(path)
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        self.lines += read.index.lines
        self.texts[path] = read.text
        return read.index

    def _indexed(self, path: str, content: bytes) -> Indexed | Problem:
        if self._memory is None:
            return indexed(path, content)
        # By its path, too: the same bytes under two names are two modules.
        return self._memory.recall((path, content), lambda: indexed(path, content))

    def place(self, path: str) -> Found:
        """Answer a file as a module."""
        return Found(path, self.modules.name_of(path), self.modules.is_package(path))

    def defining(self, kind: str, name: str) -> list[Found]:
        """Answer the modules that define a `method` or a `subclass` of this name."""
        if kind == "subclass":
            return [self.place(p) for p in self.haystack.subclassing(name)]
        return [self.place(p) for p in self.haystack.defining(name)]

    def methods(self, name: str) -> Iterator[tuple[Found, Heads]]:
        """Yield the modules that may have classes with a method of this name, and what it takes."""
        for path in self.haystack.defining(name):
            found = heads(self.haystack.content(path), name)
            if found.capacities or found.unsure:
                yield self.place(path), found

    def writers(self, module: Module, name: str) -> list[Found]:
        """Answer other modules that import this one and mention the name."""
        needle = name.encode()
        return [
            self.place(path)
            for path in self.importers.of(module.path)
            if needle in self.haystack.content(path)
        ]

    def runs_at_import(self, module: Module, function: str) -> bool:
        """Tell whether a function is called by module bodies and decorators alone."""
        inside, outside = self._mentions(module, function)
        return outside and not inside

    def callers_at_import(self, module: Module, function: str) -> list[Found]:
        """Answer the modules whose bodies call a function of another module."""
        return [
            self.place(path)
            for path in self.importers.of(module.path)
            if at_import(self.haystack.content(path), function.encode())
        ]

    def _mentions(self, module: Module, function: str) -> tuple[bool, bool]:
        """Tell whether a function is called in functions, and whether at import."""
        name = function.encode()
        inside = outside = False
        for path in (module.path, *self.importers.of(module.path)):
            content = self.haystack.content(path)
            if name in content:
                outside = outside or at_import(content, name)
                inside = inside or in_functions(content, name)
        return inside, outside

    def is_library(self, dotted: str) -> bool:
        """Tell whether a dotted name lies in an engine's own package."""
        while dotted:
            if dotted in self.libraries:
                return True
            dotted = dotted.rpartition(".")[0]
        return False
