"""What an object was given to call later: an agent's tools, guardrails and other agents."""

from collections.abc import Iterable

from samepath.linter.program.evaluate.engine.steps import CALLABLE, Steps
from samepath.linter.program.objects import (
    ANYTHING,
    RUN,
    Arguments,
    Bound,
    Box,
    ExternalInstance,
    Function,
    Object,
    Value,
)
from samepath.rules.dialects import Selector

KEPT = "<kept>"
MOST = 64
"""So many callables of one object are followed."""


class Kept(Steps):
    """Remember what libraries' objects keep, and call it when they are run."""

    def keep_callables(self, owners: Value, kept: Iterable[Value]) -> None:
        """Remember what objects of a library were given to call later."""
        for owner in owners[0]:
            if isinstance(owner, ExternalInstance):
                for value in kept:
                    self.solve.write((owner, KEPT), (value[0], 0))

    def replay_kept(
        self, selector: Selector, arguments: Arguments, site: int, receiver: Value | None
    ) -> None:
        """Call what an argument keeps, or the receiver, as workflow code.

        When and how often, somebody else decides; what comes back is given to operations.
        """
        owner = receiver if selector == ("self",) else arguments.select(selector)
        for item in self.kept_by(owner) if owner is not None else ():
            result = self.call_exactly(item, Arguments(rest=ANYTHING), site)
            if self.mode.when == RUN:
                self.frame.sink("argument", site, self.deep(result) & ~self.world.labels.elements)

    def kept_by(self, owner: Value) -> list[Object]:
        """List the callables that a value keeps, itself or in what it keeps."""
        found: dict[Object, None] = {}
        seen: set[Object] = set()
        pending = list(owner[0])
        while pending and len(found) < MOST:
            item = pending.pop(0)
            if item in seen:
                continue
            seen.add(item)
            if isinstance(item, CALLABLE):
                found[item] = None
            elif isinstance(item, Box):
                pending += self.contents(item)[0]
            elif isinstance(item, ExternalInstance):
                pending += self.read(item, KEPT)[0]
        return list(found)

    def call_exactly(self, item: Object, items: Arguments, site: int) -> Value:
        """Call a callback with as many arguments as it takes."""
        function = item.function if isinstance(item, Bound) else item
        if isinstance(function, Function):
            taken = len(function.code.parameters) - (1 if isinstance(item, Bound) else 0)
            first = items.positional[:1] or [ANYTHING]
            return self.invoke_one(item, Arguments((first * max(taken, 0))[: max(taken, 0)]), site)
        return self.invoke_one(item, items, site)
