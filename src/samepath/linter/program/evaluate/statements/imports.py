"""Imports bind names without reading what they name."""

from samepath.linter.program.evaluate.statements.exceptions import Exceptions
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import Late, Value
from samepath.linter.program.world import Module


class Imports(Exceptions):
    """Evaluate imports."""

    def import_(self, node: Node) -> bool:
        """Bind modules without reading them."""
        for dotted, target, whole in node[2]:
            first = dotted if whole else dotted.partition(".")[0]
            module = self.world.find(first, self.module)
            if module is not None:
                self.mark_passed(module)
                self.assign(target, ((module.object,), 0))
                if not whole:
                    self.world.find(dotted, self.module)
            else:
                self.assign(target, self.external(self.world.dialects.canonical(first)))
        return True

    def mark_passed(self, module: Module) -> None:
        """Remember that a module is imported past the engine's sandbox."""
        if self.passing or self.module.passed_through:
            module.passed_through = True

    def import_from(self, node: Node) -> bool:
        """Bind names of a module without reading it."""
        dotted = self.world.relative(self.module, node[2], node[3])
        module = self.world.find(dotted, self.module) if dotted else None
        if module is self.module and module.is_package:
            module = None  # a package imports from itself: its own modules are meant
        for name, target in node[4]:
            found = self.late_name(module, dotted, name) if module is not None else None
            if found is None:
                found = self.imported(dotted, name, node[1])
            self.assign(target, found)
        return True

    def late_name(self, module: Module, dotted: str, name: str) -> Value | None:
        """Answer a name of a module that is read when the name is used."""
        if self.world.sources.is_library(f"{dotted}.{name}"):
            return None
        inner = self.world.find(f"{dotted}.{name}", self.module) if module.is_package else None
        if module.path.startswith("<namespace"):
            # A folder without `__init__.py` holds modules only: other names are a library's.
            return None
        self.mark_passed(inner or module)
        late = self.solve.object(("late", module.path, name), lambda: Late(module, name))
        return ((late,), 0)

    def imported(self, dotted: str, name: str, site: int) -> Value:
        """Answer a name that is a module, or something in a library."""
        inner = self.world.find(f"{dotted}.{name}" if dotted else name, self.module)
        if inner is not None:
            self.mark_passed(inner)
            return ((inner.object,), 0)
        if dotted:
            return self.external_attribute(dotted, name, None, site)
        return self.external(name)

    def star_import(self, node: Node) -> bool:
        """Pass: star imports are resolved when a name is looked up."""
        return True
