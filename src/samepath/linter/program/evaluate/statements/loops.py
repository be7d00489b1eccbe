"""Loops: a body until nothing grows, and what breaks out of it."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.branches import Branches
from samepath.linter.program.evaluate.values.state import Environment
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import Value, labelled


class Loops(Branches):
    """Evaluate loops."""

    def for_(self, node: Node) -> bool:
        """Evaluate a loop until its variables are stable."""
        site, target, iterable = node[1], node[2], node[3]
        value = self.evaluate(iterable)
        if node[6]:
            self.forget_fields()
        element = self.iterate(value, site)
        labels = self.implicit(value[1]) | self.shape_of(value) | self.deciding(element)
        self.test(site, (value[0], labels), "loop")
        bits = element[1] & self.world.labels.elements
        return self.loop(node[4], node[5], site, labels, bits, lambda: self.assign(target, element))

    def while_(self, node: Node) -> bool:
        """Evaluate a loop whose test may decide how often it runs."""
        test: list[Value] = []

        def begin() -> None:
            value = self.evaluate(node[2])
            value = labelled(value, self.asked(value, node[1]))
            test[:] = [value]
            self.test(node[1], value, "loop")
            self.narrow(node[2], wanted=True)

        endless = node[2] == (ir.CONST, True) or node[2] == (ir.CONST, 1)
        before = dict(self.env)
        value = self.evaluate(node[2])
        self.env = before
        labels = self.implicit(value[1])
        return self.loop(node[3], node[4], node[1], labels, 0, begin, endless=endless)

    def loop(
        self,
        body: Block,
        orelse: Block,
        site: int,
        labels: int,
        bits: int,
        begin: object,
        *,
        endless: bool = False,
    ) -> bool:
        """Run a body until nothing grows, and join what breaks out of it."""
        pc, exits = self.pc, self.exits
        before = self.env
        current = dict(before)
        breaks: list[Environment] = []
        self.loop_elements.append(bits)
        self.branching += 1
        decided = labels
        for _ in range(4):
            self.loops.append({"break": [], "continue": []})
            self.env = dict(current)
            self.pc = pc | decided
            begin()  # type: ignore[operator]
            reached = self.block(body)
            left = self.loops.pop()
            ends = [*left["continue"], *([self.env] if reached else [])]
            breaks = left["break"]
            following = dict(current)
            for env in ends:
                following = self.merge(following, env, 0)
            # A labelled test that breaks or leaves decides how often the body ran.
            decided |= self.exits & ~exits
            if self.same(following, current):
                break
            current = following
        self.loop_elements.pop()
        self.branching -= 1
        self.pc = pc
        after = {n: v for n, v in current.items()}
        for env in breaks:
            after = self.merge(after, env, 0) if not endless or env is not breaks[0] else env
        if decided:
            for name, value in after.items():
                if before.get(name) != value and not isinstance(name, tuple):
                    after[name] = labelled(value, decided)
        if bits:
            settled = self.world.labels.settled
            after = {n: (v[0], settled(v[1], bits)) for n, v in after.items()}
        self.env = after
        if endless and not breaks:
            return False
        if orelse and not endless:
            reached = self.block(orelse)
            if breaks:
                outcome = self.env if reached else None
                self.env = after if outcome is None else self.merge(after, outcome, decided)
                return True
            return reached
        return True

    def same(self, left: Environment, right: Environment) -> bool:
        """Tell whether two sets of variables are equal."""
        return len(left) == len(right) and all(
            (other := right.get(n)) is v or other == v for n, v in left.items()
        )

    def break_(self, node: Node) -> bool:
        """Leave the loop."""
        if self.loops:
            self.loops[-1]["break"].append(self.env)
        return False

    def continue_(self, node: Node) -> bool:
        """Go on with the next round."""
        if self.loops:
            self.loops[-1]["continue"].append(self.env)
        return False

    def active_elements(self) -> int:
        """Join the element labels of the loops that this code stands in."""
        elements = 0
        for active in self.loop_elements:
            elements |= active
        return elements
