"""The import-time world: modules, what they create when imported, and the parts they are given.

It is interpreted on demand, once, and shared by all solves, which never write to it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from samepath.linter.program.contracts import Contracts
from samepath.linter.program.ir import ModuleIndex
from samepath.linter.program.labels import LabelTable
from samepath.linter.program.objects import (
    Class,
    Const,
    External,
    ModuleObject,
    Object,
    Value,
)
from samepath.linter.project.heads import Heads
from samepath.rules.dialects import Dialect, DialectTable
from samepath.rules.dialects.schema import Role

if TYPE_CHECKING:
    from samepath.linter.program.frames import Frame
    from samepath.linter.program.solve import Solve


class Found(NamedTuple):
    """Where a module lies, and what it is called."""

    path: str
    name: str
    is_package: bool


class Module:
    """A module of the program: known by its path, read when first needed."""

    __slots__ = (
        "frame", "index", "is_package", "name", "object", "passed_through", "path", "state",
    )  # fmt: skip

    def __init__(self, found: Found) -> None:
        self.path, self.name, self.is_package = found
        self.index: ModuleIndex | None = None
        self.object = ModuleObject(self)
        self.state = ""
        """Empty, `running` or `done`."""
        self.passed_through = False
        """Imported past the engine's sandbox: its globals outlive a run."""
        self.frame: Frame | None = None
        """What its body did."""


class Sources(Protocol):
    """Where modules come from: the project layer implements it."""

    def find(self, dotted: str, importer: str) -> Found | None:
        """Answer the module that `importer` calls `dotted`."""

    def index(self, path: str) -> ModuleIndex | None:
        """Read and index one file; None if that is impossible (which is noted there)."""

    def defining(self, kind: str, name: str) -> list[Found]:
        """Answer the modules that define a `method` or a `subclass` of this name."""

    def methods(self, name: str) -> Iterator[tuple[Found, Heads]]:
        """Yield the modules that may have classes with a method of this name, and what it takes."""

    def writers(self, module: Module, name: str) -> list[Found]:
        """Answer other modules that may write a module's global."""

    def runs_at_import(self, module: Module, function: str) -> bool:
        """Tell whether a function is called by module bodies and decorators alone."""

    def callers_at_import(self, module: Module, function: str) -> list[Found]:
        """Answer the modules whose bodies call a function of another module."""

    def is_library(self, dotted: str) -> bool:
        """Tell whether a dotted name lies in an engine's own package."""


class Writes(Protocol):
    """Who writes module-level state after import."""

    def to_global(self, world: "World", module: Module, name: str) -> bool:
        """Tell whether some function writes a module's global."""

    def fill(self, world: "World", module: Module, name: str) -> None:
        """Read the modules that fill a registry as they are imported."""

    def to_field(
        self, world: "World", cls: Class, name: str, *, by_class: bool, home: Module | None = None
    ) -> bool:
        """Tell whether anybody changes a field of a class, or of an instance that a module made."""


class Part:
    """A role that a function or class was given, by which name, with which arguments."""

    __slots__ = ("context", "dialect", "fails", "name", "once", "role", "title", "unsandboxed")

    def __init__(
        self, dialect: Dialect, role: Role, name: str, title: str = "", context: str = ""
    ) -> None:
        self.dialect = dialect
        self.role = role
        self.name = name
        self.title = title
        """The recorded name, if the decorator gives one."""
        self.context = context
        """The name of the context parameter, if the decorator gives one."""
        self.fails = False
        """The decorator, or a worker, lets exceptions of any kind end a run."""
        self.unsandboxed = False
        """The decorator turns the engine's sandbox off."""
        self.once = False
        """A run that failed is not tried again."""


class World:
    """Modules, interned objects, parts; and the solve that runs module bodies."""

    def __init__(
        self,
        sources: Sources,
        contracts: Contracts,
        dialects: DialectTable,
        run: Callable[["World", Module], None],
        writes: Writes,
    ) -> None:
        self.sources = sources
        self.contracts = contracts
        self.vouched = bool(contracts)
        """Whether the user says anything of single functions: most say nothing."""
        self.catalogue = contracts.catalogue
        self.dialects = dialects
        self.labels = LabelTable()
        self.modules: dict[str, Module] = {}
        self._run = run
        self._found: dict[tuple[str, str], Module | None] = {}
        self._starred: dict[str, list[Module]] = {}
        self._externals: dict[str, External] = {}
        self._constants: dict[tuple[type, object], Const] = {}
        self.parts: dict[Object, list[Part]] = {}
        self.base: Solve | None = None
        """The solve that runs module bodies."""
        self.writes = writes

    def at(self, found: Found) -> Module:
        """Answer the module that was found, read or not."""
        module = self.modules.get(found.path)
        if module is None:
            module = self.modules[found.path] = Module(found)
        return module

    def find(self, dotted: str, importer: Module | None) -> Module | None:
        """Find a module of the program by its dotted name, as the importer sees it."""
        path = importer.path if importer is not None else ""
        key = (dotted, path.rpartition("/")[0])
        if key not in self._found:
            # An engine is known by its dialect, even where its own source is at hand: the
            # sources answer nothing for it.
            found = self.sources.find(dotted, path)
            self._found[key] = self.at(found) if found else None
        return self._found[key]

    def relative(self, importer: Module, dotted: str, level: int) -> str:
        """Turn a relative module name into an absolute one."""
        if not level:
            return dotted
        parts = importer.name.split(".")
        if not importer.is_package:
            parts = parts[:-1]
        if level > 1:
            parts = parts[: 1 - level]
        return ".".join([*parts, dotted] if dotted else parts)

    def starred(self, module: Module, index: ModuleIndex) -> list[Module]:
        """List the modules of the program that one imports with a star, the last one first."""
        found = self._starred.get(module.path)
        if found is None:
            dotted = [self.relative(module, *star) for star in reversed(index.stars)]
            targets = [self.find(name, module) for name in dotted]
            found = self._starred[module.path] = [t for t in targets if t is not None]
        return found

    def load(self, module: Module) -> bool:
        """Read a module and run its body, once. False if it cannot be read."""
        if module.state:
            return module.index is not None
        module.state = "running"
        module.index = self.sources.index(module.path)
        if module.index is not None:
            self._run(self, module)
        module.state = "done"
        return module.index is not None

    def external(self, name: str) -> External:
        """Intern the name of something in a library."""
        found = self._externals.get(name)
        if found is None:
            found = self._externals[name] = External(name)
        return found

    def constant(self, value: object) -> Const:
        """Intern a constant."""
        key = (type(value), value)
        found = self._constants.get(key)
        if found is None:
            found = self._constants[key] = Const(value)
        return found

    def const(self, value: object) -> Value:
        """Answer a constant as a value."""
        return ((self.constant(value),), 0)

    def give(self, target: Object, part: Part) -> None:
        """Give a function or class its part."""
        parts = self.parts.setdefault(target, [])
        if all(p.name != part.name or p.role.kind != part.role.kind for p in parts):
            parts.append(part)

    def part(self, target: Object, *kinds: str) -> Part | None:
        """Answer the first part of one of these kinds."""
        for part in self.parts.get(target, ()):
            if part.role.kind in kinds:
                return part
        return None

    def held(self, module: Module, name: str) -> tuple[Object, ...]:
        """List what a module's name holds after import, as far as that was run."""
        assert self.base is not None
        value = self.base.heap.get((module.object, name))
        return value[0] if value else ()
