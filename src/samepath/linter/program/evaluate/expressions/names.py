"""Names: local, of enclosing functions, global, built in."""

import builtins

from samepath.effects import Keeper
from samepath.linter.program.evaluate.expressions.narrowing import Narrowing
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    STEP,
    Value,
    join,
    labelled,
)

BUILTINS = frozenset(dir(builtins))


class Names(Narrowing):
    """Read variables."""

    def local(self, node: Node) -> Value:
        """Read a local variable."""
        name = node[1]
        value = self.env.get(name, NOTHING)
        if name in self.code.rebound:
            value = join(value, self.read(self.frame, name))
        return self.resolve(value)

    def free(self, node: Node) -> Value:
        """Read a variable of an enclosing function."""
        owner = self.owner_of(node[1])
        if owner is None:
            return self.global_(node)
        value = self.resolve(self.read(owner, node[1]))
        if self.mode.when == STEP:
            return (value[0], 0)
        if owner.mode.when == IMPORT and self.mode.when == RUN and not self.augmenting:
            self.solve.shared_reads[self.frame, node[2], owner.function, node[1]] = 0
            written = self.read(owner, ("<written>", node[1]))[0]
            if written and not self.mutes("shared", Keeper.GLOBAL):
                value = labelled(value, self.cause("shared", Keeper.GLOBAL, node[2], node[1]))
        return value

    def global_(self, node: Node) -> Value:
        """Read a global or built-in name."""
        name = node[1]
        if self.code.kind == "module" and name in self.env:
            return self.resolve(self.env[name])
        found = self.member_of_module(self.module, name)
        if found == NOTHING and name not in (self.module.index.bound if self.module.index else ()):
            if name == "__name__":
                return self.const(self.module.name)
            if name in BUILTINS:
                return self.external(f"builtins.{name}")
            return ANYTHING if name.startswith("__") else NOTHING
        if self.mode.when == STEP:
            # A step's result is recorded: what it was made of does not matter any more.
            return (found[0], 0)
        return labelled(found, self.shared_read(self.module, name, node[2]))

    def class_name(self, node: Node) -> Value:
        """Read a name in a class body: the body's own first."""
        if node[1] in self.env:
            return self.resolve(self.env[node[1]])
        return self.global_(node)
