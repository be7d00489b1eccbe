"""Exceptions and managers: what may fail decides which handler runs."""

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
            labels |= self.deep(value)
            for item in value[0]:
                if isinstance(item, Class):
                    self.instantiate(item, Arguments(), node[1])
        if node[3] is not None:
            self.evaluate(node[3])
        if self.caught:
            self.caught[-1] |= labels
        else:
            self.frame.raised |= labels
            self.frame.sink("raise", node[1], labels)
        return False

    def try_(self, node: Node) -> bool:
        """Evaluate body, handlers, else, finally; what may fail decides which handler runs."""
        before = self.env
        self.caught.append(0)
        raised_before = self.frame.raised
        self.env = dict(before)
        reached = self.block(node[2])
        labels = self.caught.pop()
        if node[3]:
            labels |= self.frame.raised & ~raised_before
            self.frame.raised = raised_before
        body_env = self.env
        if labels and node[3]:
            self.test(node[1], ((), labels), "except")
        outcomes: list[tuple[Environment, bool]] = []
        start = self.merge(dict(before), body_env, 0)
        pc = self.pc
        for _, kind, name, body in node[3]:
            self.env = dict(start)
            self.pc = pc | self.implicit(labels)
            if kind is not None:
                cls = self.evaluate(kind)
                if name is not None:
                    self.assign(name, labelled(self.exception_of(cls), labels))
            elif name is not None:
                self.assign(name, labelled(ANYTHING, labels))
            outcomes.append((self.env, self.block(body)))
        self.pc = pc
        if not node[3] and labels:
            if self.caught:
                self.caught[-1] |= labels
            else:
                self.frame.raised |= labels
        self.env = body_env
        if reached and node[4]:
            reached = self.block(node[4])
        outcomes.insert(0, (self.env, reached))
        result = self.rejoin(outcomes, self.implicit(labels))
        if node[5]:
            if not result:
                self.env = start
            return self.block(node[5]) and result
        return result

    def exception_of(self, cls: Value) -> Value:
        """Answer an instance of the exceptions that a handler names."""
        made: list[Value] = []
        for item in cls[0]:
            if isinstance(item, Box):
                made.append(self.exception_of(self.contents(item)))
            elif isinstance(item, Class):
                made.append(
                    (
                        (
                            self.solve.object(
                                ("caught", item, self.mode.when),
                                lambda i=item: Instance(i, "annotated", RUN),
                            ),
                        ),
                        0,
                    )
                )  # type: ignore[misc]
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
        reached = self.block(node[3])
        self.passing = before
        for site, value in reversed(managers):
            self.leave_manager(value, prefix, site)
        return reached
