"""Where names lead: modules, late imports, variables of enclosing functions."""

from samepath.linter.program.evaluate.values.encoding import Encoding
from samepath.linter.program.frames import Frame, Place
from samepath.linter.program.ir import ModuleIndex
from samepath.linter.program.objects import ANYTHING, NOTHING, Late, Value, join_all, labelled
from samepath.linter.program.world import Module

HOPS = 20
"""Star imports of star imports are followed this far."""


class Lookup(Encoding):
    """Find what a name stands for."""

    def resolve(self, value: Value) -> Value:
        """Replace names that were imported late by what they stand for."""
        if not any(isinstance(item, Late) for item in value[0]):
            return value
        parts = [self.late(item) if isinstance(item, Late) else ((item,), 0) for item in value[0]]
        return labelled(join_all(parts), value[1])

    def late(self, item: Late) -> Value:
        """Find what an imported name stands for."""
        found = self.member_of_module(item.module, item.name)
        self.look_behind(item.module, item.name, found)
        return found if found[0] or found[1] else ANYTHING

    def member_of_module(self, module: Module, name: str, hops: int = 0) -> Value:
        """Look a name up in a module: its globals, star imports, submodules, `__getattr__`."""
        if not self.world.load(module) or module.index is None:
            return ANYTHING
        place: Place = (module.object, name)
        if self.solve.has(place):
            return self.resolve(self.solve.read(place, self.frame))
        starred = self.starred(module, module.index, name, hops) if hops < HOPS else None
        if starred is not None:
            return starred
        if module.is_package:
            # A folder without `__init__.py` is no place to look from.
            beside = self.module if module.path.startswith("<namespace") else module
            inner = self.world.find(f"{module.name}.{name}", beside)
            if inner is not None:
                return ((inner.object,), 0)
        if name not in module.index.bound:
            self.solve.readers.setdefault(place, {})[self.frame] = None
            return self.starred_outside(module, module.index, name)
        return self.solve.read(place, self.frame)

    def starred(self, module: Module, index: ModuleIndex, name: str, hops: int) -> Value | None:
        """Look a name up in the modules that are imported with a star, last one first."""
        for target in self.world.starred(module, index) if index.stars else ():
            if not self.world.load(target) or target.index is None:
                continue
            if is_exported(target.index, name) and self.may_have(target, target.index, name):
                found = self.member_of_module(target, name, hops + 1)
                if found[0] and found != ANYTHING:
                    return found
        return None

    def may_have(self, module: Module, index: ModuleIndex, name: str) -> bool:
        """Tell whether a module can bind a name: itself, by a star, or because others set it."""
        known = name in index.bound or bool(index.stars) or module.is_package
        return known or self.solve.has((module.object, name))

    def starred_outside(self, module: Module, index: ModuleIndex, name: str) -> Value:
        """Answer a name that only a library's star import can have brought."""
        for dotted, level in index.stars:
            absolute = self.world.relative(module, dotted, level)
            if self.world.find(absolute, module) is None:
                return self.external(f"{absolute}.{name}")
        return NOTHING

    def owner_of(self, name: str) -> Frame | None:
        """Find the frame of the enclosing function that binds a captured variable."""
        frame: Frame | None = self.frame if self.cls is not None else self.frame.function.closure
        if (
            self.cls is not None
            and name not in self.code.captured
            and name not in self.frame.function.code.captured
        ):
            frame = self.frame.function.closure
        return capturing(frame, name)


def capturing(frame: Frame | None, name: str) -> Frame | None:
    """Find the nearest frame, from one outwards, whose variable of this name is captured."""
    while frame is not None and name not in frame.function.code.captured:
        frame = frame.function.closure
    return frame


def is_exported(index: ModuleIndex, name: str) -> bool:
    """Tell whether a star import of a module brings a name."""
    return name in index.exported if index.exported is not None else not name.startswith("_")
