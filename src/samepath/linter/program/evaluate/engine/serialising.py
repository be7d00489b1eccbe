"""What goes into operations and comes out of them is written down; some of it cannot be."""

from samepath.effects import Misuse
from samepath.linter.program.evaluate.expressions.expressions import Expressions
from samepath.linter.program.objects import (
    Arguments,
    Bound,
    Box,
    ExternalInstance,
    Function,
    Object,
    Value,
)
from samepath.rules.dialects import Dialect, Operation

CONTAINERS = ("list", "tuple", "dict", "set")


class Serialising(Expressions):
    """Note what an engine cannot record."""

    def note_given(
        self, dialect: Dialect, operation: Operation, arguments: Arguments, site: int
    ) -> None:
        """Note arguments that cannot be written down, where the engine writes them."""
        if operation.kind == "step" and dialect.arguments == "references":
            return
        selectors = (
            *operation.identity, *operation.runs, *operation.replays, *operation.calls,
            *operation.read_only, *operation.ignored,
        )  # fmt: skip
        others = [arguments.select(s) for s in selectors]
        for value in arguments.every():
            if not any(value is other for other in others):
                self.note_live(value, site, "")

    def note_live(self, value: Value, site: int, whose: str) -> None:
        """Note what in a value lives in this process only."""
        if self.minds(Misuse.UNSERIALISABLE) and (what := self.live_in(value)):
            self.misuse(Misuse.UNSERIALISABLE, site, f"{what}{whose}")

    def live_in(self, value: Value) -> str:
        """Say what of this process a value is or holds, or nothing."""
        boxes = [o for o in value[0] if isinstance(o, Box) and o.kind in CONTAINERS]
        held = [o for box in boxes for o in self.contents(box)[0]]
        return next((what for item in (*value[0], *held) if (what := self.live(item))), "")

    def live(self, item: Object) -> str:
        """Say what of this process an object is or holds, or nothing."""
        if isinstance(item, Function | Bound):
            return self.live_function(item.function if isinstance(item, Bound) else item)
        if isinstance(item, Box):
            return {"generator": "a generator", "task": "a task"}.get(item.kind, "")
        return self.world.catalogue.live(item.type) if isinstance(item, ExternalInstance) else ""

    def live_function(self, function: Function) -> str:
        """Name a function that has no place of its own; an engine knows its parts by name."""
        if self.world.parts.get(function):
            return ""
        if function.code.kind == "lambda":
            return "a lambda"
        return "a local function" if function.closure is not None else ""
