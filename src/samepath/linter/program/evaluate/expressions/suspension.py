"""Where an expression waits: `await`, `yield`, `yield from`."""

from samepath.dataclass import replace
from samepath.effects import Effect
from samepath.linter.program import ir
from samepath.linter.program.evaluate.expressions.choices import Choices
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    RUN,
    Arguments,
    Box,
    ExternalInstance,
    Instance,
    Value,
    join,
    join_all,
    labelled,
)

FUTURES = frozenset({"asyncio.Future", "asyncio.Task"})
"""What is awaited for what somebody else will put there."""


WAITING = frozenset(
    {
        "asyncio.gather", "asyncio.wait_for", "asyncio.shield", "asyncio.create_task",
        "asyncio.ensure_future", "asyncio.wait",
    }
)  # fmt: skip
"""Waits for what it is given, and does nothing else."""


class Suspension(Choices):
    """Await and yield."""

    def await_(self, node: Node) -> Value:
        """Await: the value is what the coroutine gives."""
        self.awaiting += 1
        value = self.evaluate(node[2])
        self.awaiting -= 1
        self.note_foreign(node[2])
        self.forget_fields()
        if self.mode.beside == "started":
            self.mode = replace(self.mode, beside="waited")
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box) and item.kind == "task":
                parts.append(self.contents(item))
            elif isinstance(item, ExternalInstance) and item.type in FUTURES:
                parts.append(ANYTHING)
            elif isinstance(item, Instance) and (
                method := self.class_member(item.cls, "__await__")
            ):
                parts.append(self.delegated(self.call_bound(method, item, Arguments(), node[1])))
            else:
                parts.append(((item,), 0))
        return labelled(join_all(parts), value[1])

    def note_foreign(self, node: Node) -> None:
        """Note where the workflow waits for a library that nobody has told us about."""
        if node[0] == ir.COMPREHEND:
            self.note_foreign(node[4])
        if node[0] != ir.CALL or self.mode.when != RUN or self.guarded:
            return
        for name in self.frame.outside.get(node[1], ()):
            if name in WAITING:
                for _, argument in node[3]:
                    self.note_foreign(argument)
            elif self.is_foreign(name):
                self.frame.effects[node[1]] = (Effect.FOREIGN, None, name)

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name belongs neither to the program, nor to an engine, nor to a table."""
        root = name.partition(".")[0]
        package = self.module.name.split(".")
        if root in ("builtins", package[0]):
            return False
        # A sibling that is imported as if its folder were a root is still the program's own.
        beside = [".".join([*package[:depth], root]) for depth in range(1, len(package))]
        if any(self.world.find(dotted, self.module) is not None for dotted in beside):
            return False
        dialects = self.world.dialects
        if dialects.dialect(name) is not None or dialects.operation(name, self.solve.dialect):
            return False
        return self.world.catalogue.lookup(name) is None

    def delegated(self, generator: Value) -> Value:
        """Answer what a generator returns once it has been gone through."""
        boxes = [o for o in generator[0] if isinstance(o, Box) and o.kind == "generator"]
        return join_all([self.read(o, "<return>") for o in boxes]) if boxes else ANYTHING

    def yield_(self, node: Node) -> Value:
        """Yield: the driver decides what comes back."""
        value = self.evaluate(node[2]) if node[2] else self.const(None)
        self.forget_fields()
        return self.yielded(value)

    def yield_from(self, node: Node) -> Value:
        """Delegate: what the inner generator yields, we yield; its return value is ours."""
        value = self.evaluate(node[2])
        self.forget_fields()
        results: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box) and item.kind == "generator":
                results.append(self.read(item, "<return>"))
                self.yielded(self.contents(item))
        if results:
            return labelled(join_all(results), value[1])
        self.yielded(self.iterate(value, node[1]))
        return labelled(ANYTHING, value[1])

    def yielded(self, value: Value) -> Value:
        """Answer what comes back from a yield, and note what was given."""
        self.frame.yields = self.join_yields(value)
        if self.is_driven():
            parts = [self.contents(o) if isinstance(o, Box) else ((o,), 0) for o in value[0]]
            return (join_all(parts)[0], 0)
        return ANYTHING

    def join_yields(self, value: Value) -> Value:
        """Join what a generator yields; what a test decides decides that, too."""
        self.frame.shape |= (self.pc | self.exits) & ~self.world.labels.elements
        return join(self.frame.yields, value)

    def is_driven(self) -> bool:
        """Tell whether the engine itself drives this generator."""
        return self.solve.drives(self.frame)
