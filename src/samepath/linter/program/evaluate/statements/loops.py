"""Loops: a body until nothing grows, and what breaks out of it."""

from collections.abc import Callable

from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.branches import Branches
from samepath.linter.program.evaluate.values.contents import LATER, WALKED
from samepath.linter.program.evaluate.values.state import Environment
from samepath.linter.program.frames import ORDER
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import Box, labelled

ROUNDS = 4
"""A loop's body is evaluated at most so often before its variables are taken as they are."""


class Loops(Branches):
    """Evaluate loops."""

    def for_(self, node: Node) -> bool:
        """Evaluate a loop until its variables are stable."""
        site, target, iterable = node[1], node[2], node[3]
        value = self.evaluate(iterable)
        if node[6]:
            self.note_foreign(iterable)
            self.forget_fields()
        walks = self.walked(value)
        self.walking = bool(walks)
        element = self.iterate(value, site)
        self.walking = False
        # In which order they come does not decide how many there are.
        labels = self.shape_of(value) | self.deciding(value, element)
        self.test(site, (value[0], labels), "loop")
        bits = element[1] & self.world.labels.elements
        reached = self.loop(node[4], node[5], labels, bits, lambda: self.assign(target, element))
        self.end_walks(walks)
        return reached

    def end_walks(self, walks: list[Box]) -> None:
        """Give walks the file system's order if no round has sorted their folders."""
        for walk in walks:
            if not self.read(walk, WALKED)[0]:
                self.solve.write((walk, ORDER), self.read(walk, LATER))

    def while_(self, node: Node) -> bool:
        """Evaluate a loop whose test may decide how often it runs."""

        def begin() -> None:
            value = self.evaluate(node[2])
            value = labelled(value, self.asked(value, node[1]))
            self.test(node[1], value, "loop")
            self.narrow(node[2], wanted=True)

        endless = node[2] == (ir.CONST, True)
        before = dict(self.env)
        value = self.evaluate(node[2])
        self.env = before
        labels = self.implicit(value[1])
        return self.loop(node[3], node[4], labels, 0, begin, endless=endless)

    def loop(
        self,
        body: Block,
        orelse: Block,
        labels: int,
        bits: int,
        begin: Callable[[], None],
        *,
        endless: bool = False,
    ) -> bool:
        """Run a body until nothing grows, and join what breaks out of it."""
        before = self.env
        after, breaks, decided = self.rounds(body, labels, bits, begin)
        for env in breaks:
            # An endless loop is left by its breaks only.
            after = env if endless and env is breaks[0] else self.merge(after, env, 0)
        self.env = self.settled(before, after, decided, bits)
        if endless:
            return bool(breaks)
        return self.otherwise(orelse, decided, broken=bool(breaks))

    def rounds(
        self, body: Block, labels: int, bits: int, begin: Callable[[], None]
    ) -> tuple[Environment, list[Environment], int]:
        """Run a body until nothing grows: variables after it, where it breaks, what decides."""
        pc, exits, guarded = self.pc, self.exits, self.guarded
        current = dict(self.env)
        breaks: list[Environment] = []
        self.loop_elements.append(bits)
        self.branching += 1
        for _ in range(ROUNDS):
            self.loops.append({"break": [], "continue": []})
            self.env = dict(current)
            self.pc = pc | labels
            begin()
            reached = self.block(body)
            self.leave_guard(guarded=guarded)
            left = self.loops.pop()
            breaks = left["break"]
            following = dict(current)
            for env in (*left["continue"], *([self.env] if reached else [])):
                following = self.merge(following, env, 0)
            # A labelled test that breaks or leaves decides how often the body ran.
            labels |= self.exits & ~exits
            if self.same(following, current):
                break
            current = following
        self.loop_elements.pop()
        self.branching -= 1
        self.pc = pc
        return dict(current), breaks, labels

    def settled(
        self, before: Environment, after: Environment, decided: int, bits: int
    ) -> Environment:
        """Label what a loop changed by what decides how often it ran; its elements are over."""
        if decided:
            for name, value in after.items():
                if before.get(name) != value and not isinstance(name, tuple):
                    after[name] = labelled(value, decided)
        if not bits:
            return after
        settled = self.world.labels.settled
        return {n: (v[0], settled(v[1], bits)) for n, v in after.items()}

    def otherwise(self, orelse: Block, decided: int, *, broken: bool) -> bool:
        """Evaluate what runs after a loop that was not broken out of."""
        after = self.env
        reached = self.block(orelse)
        if orelse and broken:
            self.env = self.merge(after, self.env, decided) if reached else after
            return True
        return reached

    def same(self, left: Environment, right: Environment) -> bool:
        """Tell whether two sets of variables are equal."""
        return len(left) == len(right) and all(
            (other := right.get(n)) is v or other == v for n, v in left.items()
        )

    def break_(self, node: Node) -> bool:
        """Leave the loop; Python refuses it outside of one, and what follows is read."""
        if self.loops:
            self.loops[-1]["break"].append(self.env)
        return not self.loops

    def continue_(self, node: Node) -> bool:
        """Go on with the next round."""
        if self.loops:
            self.loops[-1]["continue"].append(self.env)
        return not self.loops

    def active_elements(self) -> int:
        """Join the element labels of the loops that this code stands in."""
        elements = 0
        for active in self.loop_elements:
            elements |= active
        return elements
