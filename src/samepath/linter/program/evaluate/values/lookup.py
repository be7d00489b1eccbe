"""Where names lead: modules, late imports, variables of enclosing functions."""

from samepath.linter.program.evaluate.values.contents import Contents
from samepath.linter.program.frames import Frame, Place
from samepath.linter.program.objects import ANYTHING, NOTHING, Late, Value, join_all, labelled
from samepath.linter.program.world import Module


class Lookup(Contents):
    """Find what a name stands for."""

    def resolve(self, value: Value) -> Value:
        """Replace names that were imported late by what they stand for."""
        if not any(isinstance(item, Late) for item in value[0]):
            return value
        parts: list[Value] = []
        for item in value[0]:
            parts.append(self.late(item) if isinstance(item, Late) else ((item,), 0))
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
        if hops < 20:
            for dotted, level in reversed(module.index.stars):
                absolute = self.world.relative(module, dotted, level)
                target = self.world.find(absolute, module)
                if target is None:
                    continue
                if self.world.load(target) and target.index is not None:
                    exported = target.index.exported
                    if (name in exported) if exported is not None else not name.startswith("_"):
                        found = self.member_of_module(target, name, hops + 1)
                        if found[0] and found != ANYTHING:
                            return found
        if module.is_package:
            inner = self.world.find(f"{module.name}.{name}", module)
            if inner is not None:
                return ((inner.object,), 0)
        if name not in module.index.bound:
            self.solve.readers.setdefault(place, {})[self.frame] = None
            for dotted, level in module.index.stars:
                absolute = self.world.relative(module, dotted, level)
                if self.world.find(absolute, module) is None:
                    return self.external(f"{absolute}.{name}")
            return NOTHING
        return self.solve.read(place, self.frame)

    def owner_of(self, name: str) -> Frame | None:
        """Find the frame of the enclosing function that binds a captured variable."""
        frame: Frame | None = self.frame if self.cls is not None else self.frame.function.closure
        if (
            self.cls is not None
            and name not in self.code.captured
            and name not in self.frame.function.code.captured
        ):
            frame = self.frame.function.closure
        while frame is not None:
            if name in frame.function.code.captured:
                return frame
            frame = frame.function.closure
        return None
