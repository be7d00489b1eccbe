"""Who stands behind an abstract type or a method's name."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.types import Types
from samepath.linter.program.objects import Class, Function
from samepath.linter.program.world import Found, Module


class Implementers(Types):
    """Find classes by what they inherit and define."""

    def implementers(self, cls: Class, name: str) -> list[Class]:
        """List the classes that define a method for an abstract receiver, at most eight."""
        found: list[Class] = []
        pending = [cls]
        seen = {cls}
        while pending:
            current = pending.pop(0)
            for module_place in self.world.sources.defining("subclass", current.code.name):
                module = self.world.at(module_place)
                if not self.world.load(module) or module.index is None:
                    continue
                for candidate in self.classes_in(module):
                    if current in candidate.mro()[1:] and candidate not in seen:
                        seen.add(candidate)
                        found.append(candidate)
                        pending.append(candidate)
        if not found and ("protocol" in cls.flags):
            found = self.defining_method(name)
            found = [c for c in found if c is not cls and "protocol" not in c.flags]
            if len(found) > 1:
                needed = set(self.method_names(cls))
                found = [c for c in found if needed <= set(self.method_names(c))]
        return found[:8]

    def method_names(self, cls: Class) -> list[str]:
        """List the methods of a class's own body."""
        return [s[3][2].name for s in cls.code.body if s[0] == ir.DEFINE]

    def classes_in(self, module: Module) -> list[Class]:
        """List the classes that a module's top level binds."""
        names = module.index.bound if module.index is not None else frozenset()
        found: list[Class] = []
        for name in sorted(names):
            place = (module.object, name)
            if self.solve.has(place):
                value = self.solve.read(place, None)
                found.extend(o for o in value[0] if isinstance(o, Class) and o.module is module)
        return found

    def defining_method(self, name: str) -> list[Class]:
        """List the classes of the program that define a method of this name."""
        return self.defining_in(name, self.world.sources.defining("method", name))

    def defining_in(self, name: str, places: list[Found]) -> list[Class]:
        """List the classes of some modules that define a method of this name."""
        found: list[Class] = []
        for place in places:
            module = self.world.at(place)
            if self.world.load(module):
                found.extend(
                    cls
                    for cls in self.classes_in(module)
                    if self.solve.has((cls, name))
                    and any(isinstance(o, Function) for o in self.solve.read((cls, name), None)[0])
                )
        return found
