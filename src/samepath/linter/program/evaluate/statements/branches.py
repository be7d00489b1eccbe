"""Branches: both arms, what they leave, and what they do differently."""

from samepath.linter.program.evaluate.statements.assignments import Assignments
from samepath.linter.program.evaluate.values.state import GUARD, Environment
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import ANYTHING, Box, Instance, Value, join_all, labelled


class Branches(Assignments):
    """Evaluate `if`, `match` and `assert`."""

    def if_(self, node: Node) -> bool:
        """Evaluate both arms, join what they leave, and label what they do differently."""
        test = self.evaluate(node[2])
        test = labelled(test, self.asked(test, node[1]))
        truth = self.truth(node[2], test)
        self.test(node[1], test, "branch")
        labels = self.implicit(test[1])
        pc, guarded = self.pc, self.guarded
        self.branching += 1
        before = self.env
        outcomes: list[tuple[Environment, bool]] = []
        arms: list[dict[Box, int]] = []
        counts, compared = self.counts, self.compared
        self.compared |= labels
        for wanted, arm in ((True, node[3]), (False, node[4])):
            if truth is not None and truth is not wanted:
                continue
            self.env, self.counts = dict(before), {}
            self.pc = pc | labels
            self.guarded = guarded or (GUARD in test[0])
            self.narrow(node[2], wanted=wanted)
            reached = self.block(arm)
            self.leave_guard(guarded=guarded)
            outcomes.append((self.env, reached))
            arms.append(self.counts)
        self.counts, self.compared = counts, compared
        self.weigh(arms, labels & ~self.world.labels.replays)
        self.branching -= 1
        self.pc = pc
        if GUARD in test[0] and any(not reached for _, reached in outcomes):
            self.guarded = True
        return self.rejoin(outcomes, labels)

    def rejoin(self, outcomes: list[tuple[Environment, bool]], labels: int) -> bool:
        """Join the arms that go on; if one of them left, what follows hangs on the test."""
        going = [env for env, reached in outcomes if reached]
        if not going:
            return False
        if len(going) < len(outcomes):
            self.exits |= labels
        joined = going[0]
        for env in going[1:]:
            joined = self.merge(joined, env, labels & ~self.world.labels.replays)
        self.env = joined
        if labels and (self.code.kind == "module" or self.cls is not None):
            owner = self.cls or self.module.object
            for name, value in joined.items():
                if value[1] & labels and isinstance(name, str):
                    self.solve.write((owner, name), value)
        return True

    def match(self, node: Node) -> bool:
        """Evaluate a match statement as a chain of branches."""
        subject = self.evaluate(node[2])
        self.test(node[1], subject, "branch")
        labels = self.implicit(subject[1])
        pc = self.pc
        before = self.env
        outcomes: list[tuple[Environment, bool]] = []
        exhaustive = False
        arms: list[dict[Box, int]] = []
        counts, compared = self.counts, self.compared
        self.compared |= labels
        for bindings, values, guard, body in node[3]:
            self.env, self.counts = dict(before), {}
            self.pc = pc | labels
            for value in values:
                self.evaluate(value)
            self.bind_pattern(bindings, subject)
            if guard is not None:
                self.test(node[1], self.evaluate(guard), "branch")
            elif not values:
                exhaustive = True
            outcomes.append((self.env, self.block(body)))
            arms.append(self.counts)
        self.pc = pc
        if not exhaustive:
            outcomes.append((before, True))
            arms.append({})
        self.counts, self.compared = counts, compared
        self.weigh(arms, labels)
        return self.rejoin(outcomes, labels)

    def bind_pattern(self, bindings: tuple[Node, ...], subject: Value) -> None:
        """Bind what a pattern names: the subject, an attribute of it, or some part."""
        narrowed = subject
        for target, kind, part in bindings:
            if kind is not None:
                cls = self.evaluate(kind)
                made = [self.instance_of(o, kind, self.mode.when) for o in cls[0]]
                narrowed = labelled(join_all(made), subject[1])
                same = tuple(
                    o
                    for o in subject[0]
                    if isinstance(o, Instance) and any(c in o.cls.mro() for c in cls[0])
                )
                if same:
                    narrowed = (same, subject[1])
            if target is None:
                continue
            if part == "":
                self.assign(target, narrowed)
            elif part == "*":
                element = self.iterate(subject, -1) if subject[0] else ANYTHING
                self.assign(target, labelled(element, subject[1]))
            else:
                self.assign(target, self.attribute(narrowed, part, 0))

    def assert_(self, node: Node) -> bool:
        """Assert: a branch that may raise."""
        value = self.evaluate(node[2])
        self.test(node[1], value, "branch")
        self.narrow(node[2], wanted=True)
        return True
