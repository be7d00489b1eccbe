"""What an object was given to call later: an agent's tools, guardrails and other agents."""

from collections.abc import Iterable, Iterator

from samepath.linter.program.evaluate.engine.steps import CALLABLE, Steps
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    RUN,
    Arguments,
    Bound,
    Box,
    Const,
    ExternalInstance,
    Function,
    Object,
    Value,
)
from samepath.rules.dialects import Dialect, Operation, Selector

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

    def call_kept(
        self,
        selector: Selector,
        operation: Operation,
        dialect: Dialect,
        arguments: Arguments,
        site: int,
        receiver: Value | None,
    ) -> None:
        """Call what an argument keeps, or the receiver: as workflow code, unless it wraps them.

        When and how often, somebody else decides; what comes back is given to operations.
        """
        owner = receiver if selector == ("self",) else arguments.select(selector)
        if owner is None:
            return
        wraps = operation.steps_if_kept and self.is_told_to_wrap(owner)
        for item in self.kept_by(owner):
            if wraps:
                self.run_step(((item,), 0), Arguments(rest=ANYTHING), site, dialect)
                continue
            result = self.call_exactly(item, Arguments(rest=ANYTHING), site)
            if self.mode.when == RUN:
                self.frame.sink("argument", site, self.deep(result) & ~self.world.labels.elements)

    def is_told_to_wrap(self, owner: Value) -> bool:
        """Tell whether an object was given a constant True beside what it keeps."""
        return any(
            isinstance(given, Const) and given.value is True
            for item in owner[0]
            if isinstance(item, ExternalInstance)
            for given in self.read(item, KEPT)[0]
        )

    def keeps_wanted(self, operation: Operation, receiver: Value | None) -> bool:
        """Tell whether the receiver was given the plugin that makes its call an operation."""
        wanted = operation.only_keeping
        return not wanted or any(
            isinstance(item, ExternalInstance) and item.type == wanted
            for item in self.within(receiver or NOTHING)
        )

    def kept_by(self, owner: Value) -> list[Object]:
        """List the callables that a value keeps, itself or in what it keeps."""
        found: list[Object] = [item for item in self.within(owner) if isinstance(item, CALLABLE)]
        return found[:MOST]

    def within(self, owner: Value) -> Iterator[Object]:
        """Yield a value's objects, what lies in them, and what they keep; none twice."""
        seen: set[Object] = set()
        pending = list(owner[0])
        while pending:
            item = pending.pop(0)
            if item in seen:
                continue
            seen.add(item)
            yield item
            if isinstance(item, Box):
                pending += self.contents(item)[0]
            elif isinstance(item, ExternalInstance):
                pending += self.read(item, KEPT)[0]

    def call_exactly(self, item: Object, items: Arguments, site: int) -> Value:
        """Call a callback with as many arguments as it takes."""
        function = item.function if isinstance(item, Bound) else item
        if isinstance(function, Function):
            taken = len(function.code.parameters) - (1 if isinstance(item, Bound) else 0)
            first = items.positional[:1] or [ANYTHING]
            return self.invoke_one(item, Arguments((first * max(taken, 0))[: max(taken, 0)]), site)
        return self.invoke_one(item, items, site)
