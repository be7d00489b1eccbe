"""Imports bind names without reading what they name."""

from samepath.linter.program.evaluate.statements.exceptions import Exceptions
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import Late


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

    def mark_passed(self, module: object) -> None:
        """Remember that a module is imported past the engine's sandbox."""
        if self.passing or self.module.passed_through:
            module.passed_through = True  # type: ignore[attr-defined]

    def import_from(self, node: Node) -> bool:
        """Bind names of a module without reading it."""
        dotted = self.world.relative(self.module, node[2], node[3])
        module = self.world.find(dotted, self.module) if dotted else None
        for name, target in node[4]:
            if module is self.module and module.is_package:
                module = None  # a package imports from itself: its own modules are meant
            if module is not None and not self.world.sources.is_library(f"{dotted}.{name}"):
                inner = None
                if module.is_package:
                    inner = self.world.find(f"{dotted}.{name}", self.module)
                # A folder without `__init__.py` holds modules only: other names are a library's.
                if inner is not None or not module.path.startswith("<namespace"):
                    self.mark_passed(inner or module)
                    key = ("late", module.path, name)
                    late = self.solve.object(key, lambda m=module, n=name: Late(m, n))  # type: ignore[misc]
                    self.assign(target, ((late,), 0))
                    continue
            inner = self.world.find(f"{dotted}.{name}" if dotted else name, self.module)
            if inner is not None:
                self.mark_passed(inner)
                self.assign(target, ((inner.object,), 0))
            else:
                self.assign(
                    target,
                    self.external_attribute(dotted, name, None, node[1])
                    if dotted
                    else self.external(name),
                )
        return True

    def star_import(self, node: Node) -> bool:
        """Star imports are resolved when a name is looked up; a function cannot have them."""
        del node
        return True
