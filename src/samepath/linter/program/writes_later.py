"""Who writes module-level state after import? Asked of the indexes, file by file as needed."""

from samepath.linter.program.ir import DEFINE, Code
from samepath.linter.program.objects import (
    Class,
    External,
    Function,
    Instance,
    Late,
    ModuleObject,
    Object,
    TypeForm,
)
from samepath.linter.program.world import Module, World

HOMED = Function | Class | ModuleObject | Late | TypeForm
"""Objects that know the module that they come from."""
CREATING = frozenset({"__init__", "__new__", "__post_init__", "__set_name__", "__init_subclass__"})


class WritesLater:
    """Answers, remembered."""

    def __init__(self) -> None:
        self._globals: dict[tuple[str, str], bool] = {}
        self._filled: set[tuple[str, str]] = set()
        self._fields: dict[tuple[Class, str], bool] = {}

    def to_global(self, world: World, module: Module, name: str) -> bool:
        """Tell whether a function changes a module's global, other than to create it once."""
        key = (module.path, name)
        known = self._globals.get(key)
        if known is None:
            self._globals[key] = False
            known = self._globals[key] = self._to_global(world, module, name)
        return known

    def _to_global(self, world: World, module: Module, name: str) -> bool:
        index = module.index
        if index is None or name not in index.bound:
            return False
        own = [lazy for written, _, lazy in index.writes if written == name]
        if own and not all(own):
            return not all(
                world.sources.runs_at_import(module, f) for f in self.writers(module, name)
            )
        for path in world.sources.writers(module, name):
            other = world.at(path)
            if other is module or not world.load(other) or other.index is None:
                continue
            for written, _, lazy in other.index.writes:
                head, _, last = written.rpartition(".")
                if last == name and head and not lazy and self._names(world, other, head, module):
                    return True
                if (
                    not head
                    and last == name
                    and not lazy
                    and self._imports(world, other, name, module)
                ):
                    return True
        return False

    def writers(self, module: Module, name: str) -> list[str]:
        """List the module's top-level functions that write a global, in source order."""
        assert module.index is not None
        found = {
            code.qualname.partition(".")[0]: None
            for code in module.index.functions
            for written, site, _ in module.index.writes
            if written == name and encloses(module, code, site)
        }
        return list(found)

    def fill(self, world: World, module: Module, name: str) -> None:
        """Read the modules that fill a registry as they are imported: they call its writers."""
        key = (module.path, name)
        if key in self._filled or module.index is None:
            return
        self._filled.add(key)
        for function in self.writers(module, name):
            for path in world.sources.callers_at_import(module, function):
                world.load(world.at(path))

    def _names(self, world: World, other: Module, head: str, module: Module) -> bool:
        """Tell whether a dotted name in another module is this module."""
        last = module.name.rpartition(".")[2]
        for item in world.held(other, head.partition(".")[0]):
            if item is module.object or (isinstance(item, Late | External) and item.name == last):
                return True
            if isinstance(item, HOMED) and head.rpartition(".")[2] == last:
                return True
        return False

    def _imports(self, world: World, other: Module, name: str, module: Module) -> bool:
        """Tell whether a name in another module was imported from this one."""
        held = world.held(other, name)
        return any(isinstance(item, HOMED) and item.module is module for item in held)

    def to_field(self, world: World, cls: Class, name: str, *, by_class: bool) -> bool:
        """Tell whether anybody changes a field of a class or of a long-lived instance."""
        key = (cls, name)
        if key not in self._fields:
            # An attribute that constructors give to each instance is not the class's own.
            own = by_class and any(
                name in code.stored
                for owner in cls.mro()
                for code in methods(owner)
                if code.name == "__init__"
            )
            self._fields[key] = not own and any(
                name in code.stored
                for owner in cls.mro()
                for code in methods(owner)
                if code.name not in CREATING
            )
            self._fields[key] = self._fields[key] or self._from_outside(
                world, cls, name, by_class=by_class
            )
        return self._fields[key]

    def _from_outside(self, world: World, cls: Class, name: str, *, by_class: bool) -> bool:
        """Tell whether functions write `NAME.field`; NAME is the class, or an instance of it."""
        others = [world.at(found) for found in world.sources.writers(cls.module, name)]
        for module in dict.fromkeys((cls.module, *others)):
            if not world.load(module) or module.index is None:
                continue
            for written, site, lazy in module.index.writes:
                head, _, last = written.rpartition(".")
                if last != name or not head or lazy or self._creates(world, module, site):
                    continue
                if self._holds(world, module, head, cls, by_class=by_class):
                    return True
        return False

    def _creates(self, world: World, module: Module, site: int) -> bool:
        """Tell whether a site stands in a constructor, or in what is called at import only."""
        assert module.index is not None
        around = next(
            (code for code in module.index.functions if encloses(module, code, site)), None
        )
        if around is None or around.name in CREATING:
            return True
        return world.sources.runs_at_import(module, around.qualname.partition(".")[0])

    def _holds(
        self, world: World, module: Module, head: str, cls: Class, *, by_class: bool
    ) -> bool:
        """Tell whether a dotted name in a module is a class, or an instance of it."""
        first, *rest = head.split(".")
        held = self._held(world, module, first)
        for part in rest:
            held = [
                o
                for item in held
                if isinstance(item, ModuleObject)
                for o in self._held(world, item.module, part)
            ]
        if by_class:
            return cls in held
        return any(isinstance(item, Instance) and cls in item.cls.mro() for item in held)

    def _held(self, world: World, module: Module, name: str) -> list[Object]:
        """List what a module's name holds after import, imported names followed."""
        world.load(module)
        found: list[Object] = []
        for item in world.held(module, name):
            found += self._held(world, item.module, item.name) if isinstance(item, Late) else [item]
        return found


def methods(cls: Class) -> list[Code]:
    """List the methods of a class's own body."""
    return [node[3][2] for node in cls.code.body if node[0] == DEFINE]


def encloses(module: Module, code: Code, site: int) -> bool:
    """Tell whether a site lies in a function."""
    assert module.index is not None
    spans = module.index.spans
    following = [c.site for c in module.index.functions if c.site > code.site]
    return (
        code.site < site
        and (not following or site < min(following))
        and spans[site][0] >= spans[code.site][0]
    )
