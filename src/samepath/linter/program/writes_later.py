"""Who writes module-level state after import? Asked of the indexes, file by file as needed."""

from samepath.linter.program.field_writes import FieldWrites, encloses
from samepath.linter.program.objects import (
    Class,
    External,
    Function,
    Late,
    ModuleObject,
    TypeForm,
)
from samepath.linter.program.world import Module, World

HOMED = Function | Class | ModuleObject | Late | TypeForm
"""Objects that know the module that they come from."""


class WritesLater:
    """Answers, remembered."""

    def __init__(self) -> None:
        self._globals: dict[tuple[str, str], bool] = {}
        self._filled: set[tuple[str, str]] = set()
        self._fields = FieldWrites()

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

    def to_field(
        self, world: World, cls: Class, name: str, *, by_class: bool, home: Module | None = None
    ) -> bool:
        """Tell whether anybody changes a field of a class or of a long-lived instance."""
        return self._fields.to_field(world, cls, name, by_class=by_class, home=home)
