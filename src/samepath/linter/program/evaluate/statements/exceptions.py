"""Exceptions and managers: what may fail decides which handler runs."""

from functools import partial

from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.loops import Loops
from samepath.linter.program.evaluate.values.state import Environment
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    ANYTHING,
    RUN,
    Arguments,
    Box,
    Class,
    External,
    Instance,
    Value,
    join_all,
    labelled,
)


class Exceptions(Loops):
    """Evaluate `raise`, `try` and `with`."""

    def raise_(self, node: Node) -> bool:
        """Raise: what is raised carries labels to the handler or to the end of the workflow."""
        labels = (self.pc | self.exits) & ~self.world.labels.elements
        if node[2] is not None:
            value = self.evaluate(node[2])
            self.frame.raises[node[1]] = value[0]
            # What it carries does not decide where it goes.
            self.frame.thrown |= self.deep(value)
            for item in value[0]:
                if isinstance(item, Class):
                    self.instantiate(item, Arguments(), node[1])
        if node[3] is not None:
            self.evaluate(node[3])
        if not self.caught:
            self.frame.sink("raise", node[1], labels | self.frame.thrown)
        self.pass_on(labels)
        return False

    def try_(self, node: Node) -> bool:
        """Evaluate body, handlers, else, finally; what may fail decides which handler runs."""
        before, raised_before, thrown_before = self.env, self.frame.raised, self.frame.thrown
        self.caught.append(0)
        counts, self.counts = self.counts, {}
        self.env = dict(before)
        reached = self.block(node[2])
        arms, self.counts = [self.counts], counts
        labels = self.caught.pop()
        if node[3]:
            labels |= self.frame.raised & ~raised_before
            self.frame.raised = raised_before
            carried = self.frame.thrown
            self.frame.thrown = thrown_before
            if labels:
                self.test(node[1], ((), labels), "except")
        else:
            carried = 0
            self.pass_on(labels)
        body = self.env
        start = self.merge(dict(before), body, 0)
        handled = self.handlers(node[3], start, labels, carried, arms)
        self.env = body
        if reached and node[4]:
            reached = self.block(node[4])
        result = self.rejoin([(self.env, reached), *handled], self.implicit(labels))
        if node[5]:
            if not result:
                self.env = start
            return self.block(node[5]) and result
        return result

    def pass_on(self, labels: int) -> None:
        """Let what may fail reach the handler around this code, or the end of the workflow."""
        if self.caught:
            self.caught[-1] |= labels
        else:
            self.frame.raised |= labels

    def handlers(
        self,
        handlers: tuple[Node, ...],
        start: Environment,
        labels: int,
        carried: int,
        arms: list[dict[Box, int]],
    ) -> list[tuple[Environment, bool]]:
        """Evaluate the handlers of a `try`, each from anywhere in its body."""
        outcomes: list[tuple[Environment, bool]] = []
        pc, counts, compared = self.pc, self.counts, self.compared
        self.compared |= labels
        for site, kind, name, body in handlers:
            self.env, self.counts = dict(start), {}
            self.pc = pc | self.implicit(labels)
            caught = ANYTHING if kind is None else self.exception_of(self.evaluate(kind))
            if kind is not None:
                self.frame.catches[site] = caught[0]
            if name is not None:
                self.assign(name, labelled(caught, labels | carried))
            outcomes.append((self.env, self.block(body)))
            arms.append(self.counts)
        self.pc, self.counts, self.compared = pc, counts, compared
        self.weigh(arms, self.implicit(labels))
        return outcomes

    def exception_of(self, cls: Value) -> Value:
        """Answer an instance of the exceptions that a handler names."""
        made: list[Value] = []
        for item in cls[0]:
            if isinstance(item, Box):
                made.append(self.exception_of(self.contents(item)))
            elif isinstance(item, Class):
                key = ("caught", item, self.mode.when)
                make = partial(Instance, item, "annotated", RUN)
                made.append(((self.solve.object(key, make),), 0))
            elif isinstance(item, External):
                made.append(self.instance(item.name))
            else:
                made.append(ANYTHING)
        return join_all(made)

    def with_(self, node: Node) -> bool:
        """Evaluate managers, enter them, run the body, leave them."""
        prefix = "a" if node[4] else ""
        managers: list[tuple[int, Value]] = []
        past_sandbox = False
        for site, expression, target in node[2]:
            value = self.evaluate(expression)
            past_sandbox = past_sandbox or self.is_past_sandbox(value)
            entered = self.enter_manager(value, prefix, site)
            managers.append((site, value))
            if target is not None:
                self.assign(target, entered)
        before, self.passing = self.passing, self.passing or past_sandbox
        reached = self.managed(node, [value for _, value in managers])
        self.passing = before
        swallows = False
        for site, value in reversed(managers):
            swallows = self.leave_manager(value, prefix, site) or swallows
            self.stopped(value)
        return reached or (swallows and raises_in(node[3]))

    def managed(self, node: Node, managers: list[Value]) -> bool:
        """Run the body of a `with`: under `suppress` it is one of a `try` that ends all."""
        if not any(self.suppresses(value) for value in managers):
            return self.block(node[3])
        self.frame.swallowing.add(node[1])
        return self.try_(as_try(node))


def as_try(node: Node) -> Node:
    """Write a `with` that ends what is raised in it as a `try` whose handler does nothing."""
    return (ir.TRY, node[1], node[3], ((node[1], None, None, ()),), (), ())


def raises_in(node: object) -> bool:
    """Tell whether statements raise."""
    if not isinstance(node, tuple) or not node:
        return False
    return ir.is_kind(node, ir.RAISE) or any(raises_in(part) for part in node)
