"""From files to workflows: seeds by bytes, then whoever imports something with a part."""

import re
from collections.abc import Callable, Iterable, Mapping

from samepath.linter.program import ir
from samepath.linter.program.contracts import Contracts
from samepath.linter.program.evaluate.frame import evaluate_frame, run_module
from samepath.linter.program.everything import opened
from samepath.linter.program.frames import Mode
from samepath.linter.program.ir import Code
from samepath.linter.program.objects import (
    IMPORT,
    Class,
    Const,
    External,
    ExternalInstance,
    Function,
    Late,
    ModuleObject,
)
from samepath.linter.program.shadowing import shadows
from samepath.linter.program.solve import Solve
from samepath.linter.program.sources import ProjectSources
from samepath.linter.program.workflows import Workflow, workflows_of
from samepath.linter.program.world import Module, World
from samepath.linter.program.writes_later import WritesLater
from samepath.linter.project.files import Files
from samepath.linter.project.installed import (
    active_environment,
    find_site_packages,
    installed_sources,
)
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.reader import Reader
from samepath.linter.project.settings import Settings
from samepath.rules.dialects import Dialect, DialectTable, Head, dialect_heads, load_dialects

REGISTRATION = 400
"""Evaluations spent on following one function that registers workflows."""
ROUNDS = 6
"""How far wrappers of wrappers of decorators are followed from file to file."""


class Discovery:
    """A program's files, its import-time world, and the workflows that it declares."""

    def __init__(self, reader: Reader, settings: Settings, files: Files) -> None:
        self.settings = settings
        found = files.found
        self.files = found.files
        self._known = frozenset(found.files)
        self.unreadable = found.problems
        self.haystack = files.haystack
        heads = [h for h in dialect_heads() if settings.dialect_enabled(h.name, default=h.default)]
        libraries = {root for head in heads for root in head.modules}
        self._naming = self.haystack.files_importing(word for h in heads for word in h.words)
        self.table = dialect_table(settings, heads, self._naming)
        self.haystack.expect(words_of_workers(self.table))
        environment = find_site_packages(
            reader, settings.root, settings.python, active_environment()
        )
        self.no_environment = settings.python is not None and not environment
        """The settings name an environment, and there is none."""
        wanted = bool(settings.follow) or settings.python is not None
        installed = installed_sources(reader, environment, settings.follow) if wanted else ()
        self.modules = ModuleMap(
            reader, found, src=settings.src, installed=installed, libraries=sorted(libraries)
        )
        self.contracts = Contracts(settings)
        if settings.contracts:
            from samepath.linter.program.contracted import with_steps  # few settings have any

            self.table = with_steps(self.table, self.contracts, self.modules)
        libraries -= shadows(self.modules, self.haystack, self.table.dialects)
        self.sources = ProjectSources(
            reader, self.modules, self.haystack, frozenset(libraries), files.memory
        )
        self.world = World(self.sources, self.contracts, self.table, run_module, WritesLater())
        self.base = Solve(self.world, evaluate_frame)
        self.world.base = self.base
        self._registering = [
            (last_parts(dialect.modules), registering_names(dialect))
            for dialect in self.table.dialects
        ]
        self._giving = DECORATING.union(*(names for _, names in self._registering))

    def files_read(self) -> int:
        """Count the files that were parsed."""
        return len(self.sources.texts)

    def all_modules(self) -> list[Module]:
        """List every file as a module."""
        return [self.world.at(self.sources.place(path)) for path in self.files]

    def read_named(self, paths: Iterable[str]) -> None:
        """Read files that were named, so that what is wrong with them is told."""
        for path in paths:
            if path in self._known:
                self.sources.index(path)

    def workflows(self, go_on: Callable[[], None]) -> list[Workflow]:
        """Read the seeds, then those who import what has a part, until nothing new comes up.

        `go_on` is called for each.
        """
        pending = self.seeds()
        seen: set[str] = set()
        for _ in range(ROUNDS):
            fresh = [path for path in pending if path not in seen]
            if not fresh:
                break
            seen.update(fresh)
            for path in fresh:
                go_on()
                self.read(path)
            pending = self.importers(seen)
        if self.settings.contracts:
            from samepath.linter.program.contracted import give_parts

            give_parts(self.world)
        found = workflows_of(self.world)
        self.look_at_workers(found)
        return found

    def look_at_workers(self, workflows: list[Workflow]) -> None:
        """Find what workers say of sandbox and failures: none of it, modules passed through."""
        hits = self.haystack.files_containing(words_of_workers(self.table))
        for dialect in self.table.dialects:
            if any(hits[word.encode()] for word in dialect.failing):
                for workflow in workflows:
                    if workflow.dialect is dialect and workflow.part is not None:
                        workflow.part.fails = True
            for word in last_parts(dialect.unsandboxed):
                for path in hits[word]:
                    unsandbox(workflows, dialect, self.haystack.content(path))
            for word in last_parts(dialect.passed_through):
                for path in hits[word]:
                    self.pass_through(self.haystack.content(path), word, path)

    def pass_through(self, content: bytes, needle: bytes, path: str) -> None:
        """Note the modules that a worker passes through, where they are named as text."""
        for call in re.findall(re.escape(needle) + rb"\(([^)]*)\)", content):
            for name in re.findall(rb"[\"']([\w.]+)[\"']", call):
                module = self.world.find(name.decode(), self.world.at(self.sources.place(path)))
                if module is not None:
                    module.passed_through = True

    def seeds(self) -> list[str]:
        """List the files that import an engine, or name a marker of the user's own."""
        marked = [word for word in self.table.modules if word not in self._naming]
        hits = {**self._naming, **self.haystack.files_containing(marked)}
        found = {path for word in self.table.modules for path in hits[word]}
        return sorted(p for p in found if not self.sources.is_library(self.modules.name_of(p)))

    def read(self, path: str) -> None:
        """Run a module's body, and the functions in it that register workflows."""
        module = self.world.at(self.sources.place(path))
        if not self.world.load(module) or module.index is None:
            return
        registering = self.registering_in(path)
        for code in module.index.functions:
            if code.attributes & registering:
                self.run_registration(module, code)

    def registering_in(self, path: str) -> frozenset[str]:
        """List the names that register, of the engines that a file names, else of all."""
        content = self.haystack.content(path)
        named = [n for roots, n in self._registering if any(root in content for root in roots)]
        return frozenset[str]().union(*(named or [names for _, names in self._registering]))

    def run_registration(self, module: Module, code: Code) -> None:
        """Follow a function that registers workflows by calls."""
        for item in list(self.base.objects.values()):
            if isinstance(item, Function) and item.code is code and item.module is module:
                self.base.allow(REGISTRATION)
                self.base.enter(item, Mode(IMPORT), opened(self.base, item), 0, None, -1)
                self.base.settle()

    def exported_parts(self, path: str) -> list[str]:
        """List the names through which a module may give others a part: its own, and re-exports."""
        module = self.world.at(self.sources.place(path))
        if module.index is None:
            return []
        names = sorted(module.index.bound)
        passed_on = {name for name in names if self.passes_on(module, name)}
        gives = any(self.gives_parts(module, name) for name in names)
        return [n for n in names if n in passed_on or (gives and self.is_own(module, n))]

    def passes_on(self, module: Module, name: str) -> bool:
        """Tell whether a module imports this name from one that can give others a part."""
        for _ in range(ROUNDS):
            value = self.base.heap.get((module.object, name))
            late = next((o for o in value[0] if isinstance(o, Late)), None) if value else None
            if late is None:
                return False
            module, name = late.module, late.name
            if module.index is not None and any(
                self.gives_parts(module, other) for other in sorted(module.index.bound)
            ):
                return True
        return False

    def is_own(self, module: Module, name: str) -> bool:
        """Tell whether a module makes what it binds to a name, and does not just import it."""
        value = self.base.heap.get((module.object, name))
        return value is not None and not all(isinstance(item, IMPORTED) for item in value[0])

    def gives_parts(self, module: Module, name: str) -> bool:
        """Tell whether what a module binds to a name can give others a part."""
        value = self.base.heap.get((module.object, name))
        for item in value[0] if value is not None else ():
            if isinstance(item, Class) and item.module is module and self.has_parts(item):
                return True
            if (
                isinstance(item, Function)
                and item.module is module
                and (item.code.attributes & self._giving or item in self.world.parts)
            ):
                return True
            if isinstance(item, ExternalInstance) and self.table.dialect(item.type) is not None:
                return True
        return False

    def has_parts(self, cls: Class) -> bool:
        """Tell whether a class is, or its methods are, given a part."""
        if cls in self.world.parts:
            return True
        for node in cls.code.body:
            if node[0] == ir.DEFINE:
                value = self.base.heap.get((cls, node[2][1]))
                if any(item in self.world.parts for item in (value[0] if value else ())):
                    return True
        return False

    def importers(self, seen: set[str]) -> list[str]:
        """List the files that import what has a part, and use its name, besides those seen."""
        found: set[str] = set()
        importers = self.sources.importers
        for path in sorted(seen):
            names = [name.encode() for name in self.exported_parts(path)]
            for other in importers.candidates(path) if names else ():
                if other not in seen and other not in found:
                    content = self.haystack.content(other)
                    if any(n in content for n in names) and importers.imports(other, path):
                        found.add(other)
        return sorted(found)


IMPORTED = (Const, External, Late, ModuleObject)
DECORATING = frozenset(
    {"workflow", "step", "defn", "run", "orchestration_trigger", "activity_trigger"}
)


def words_of_workers(table: DialectTable) -> list[bytes]:
    """List the words in which workers say something of sandbox and failures."""
    return [
        word
        for dialect in table.dialects
        for names in (dialect.failing, dialect.unsandboxed, dialect.passed_through)
        for word in last_parts(names)
    ]


def last_parts(names: Iterable[str]) -> list[bytes]:
    """List the last parts of dotted names, as a file's bytes hold them."""
    return [name.rpartition(".")[2].encode() for name in names]


def unsandbox(workflows: list[Workflow], dialect: Dialect, content: bytes) -> None:
    """Mark the workflows that a file with an unsandboxed worker names."""
    for workflow in workflows:
        target = workflow.cls or workflow.function
        if workflow.dialect is not dialect or target is None or workflow.part is None:
            continue
        if re.search(rb"\b" + target.code.name.encode() + rb"\b", content):
            workflow.part.unsandboxed = True


def registering_names(dialect: Dialect) -> frozenset[str]:
    """List the last parts of the names that register: by call, or as an object's decorator.

    A function that is given the object, or makes it, may decorate workflows of its own.
    """
    made = {*dialect.makes.values()}
    names: set[str] = set()
    for name, role in dialect.roles.items():
        owner, _, member = name.rpartition(".")
        of_an_object = role.kind in {"workflow", "workflow-class"} and owner in made
        if role.form == "register" or of_an_object:
            names.add(member)
    return frozenset(n for n in names if not re.fullmatch(r"create|\*", n))


def dialect_table(
    settings: Settings, heads: list[Head], naming: Mapping[bytes, list[str]]
) -> DialectTable:
    """Make the table of the dialects that a file or a marker names, with the user's own markers."""
    markers = {m.name: {"role": m.role, "dialect": m.dialect} for m in settings.markers}
    marked = {m.dialect for m in settings.markers} | {c.dialect for c in settings.contracts}
    wanted = [h.name for h in heads if h.name in marked or any(naming[word] for word in h.words)]
    table = DialectTable(load_dialects(wanted))
    return table.with_markers(markers) if markers else table
