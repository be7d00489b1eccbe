"""Choices within an expression: `and`, `or`, `not`, `yes if test else no`."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.expressions.comparisons import Comparisons
from samepath.linter.program.evaluate.values.state import GUARD, Environment, constants
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import NOTHING, Value, join, join_all, labelled


class Choices(Comparisons):
    """Evaluate what hangs on a test."""

    def logic(self, node: Node) -> Value:
        """Evaluate `and` and `or`: later operands hang on the earlier ones."""
        result = NOTHING
        pc = self.pc
        labels = 0
        before = self.env
        for operand in node[2]:
            value = self.evaluate(operand)
            result = join(result, value)
            asked = self.asked(value, node[1])
            labels |= value[1] | asked
            self.test(node[1], (value[0], value[1] | asked), "branch")
            self.pc = pc | self.implicit(labels)
            truth = self.truth(operand, value)
            if truth is not None and truth is not node[3]:
                result = value
                break
            self.env = dict(self.env)
            self.narrow(operand, wanted=node[3])
        self.pc = pc
        self.env = self.rejoined(before)
        return labelled(result, labels)

    def rejoined(self, before: Environment) -> Environment:
        """Forget what operands were narrowed to; keep what they assigned."""
        return {
            n: (before[n] if n in before and set(v[0]) <= set(before[n][0]) else v)
            for n, v in self.env.items()
        }

    def site_of(self, node: Node) -> int:
        """Answer where an operand stands; a local variable stands where it was assigned last."""
        if node[0] in (ir.GLOBAL, ir.FREE):
            return int(node[2])
        return int(node[1]) if node[0] in (ir.ATTRIBUTE, ir.ITEM, ir.CALL) else self.here

    def negate(self, node: Node) -> Value:
        """Evaluate `not`."""
        value = self.evaluate(node[1])
        value = labelled(value, self.asked(value, self.site_of(node[1])))
        chosen = constants(value)
        prunable = node[1][0] in (ir.LOCAL, ir.COMPARE) or (
            node[1][0] == ir.ATTRIBUTE and self.is_constructing(node[1])
        )
        if chosen is not None and len({bool(c) for c in chosen}) == 1 and prunable:
            return labelled(self.const(not chosen[0]), value[1])
        if GUARD in value[0]:
            return ((GUARD,), value[1])
        return labelled(self.instance("builtins.bool"), value[1])

    def choose(self, node: Node) -> Value:
        """Evaluate `yes if test else no`."""
        test = self.evaluate(node[2])
        truth = self.truth(node[2], test)
        self.test(node[1], test, "branch")
        labels = self.implicit(test[1])
        pc, self.pc = self.pc, self.pc | labels
        before = self.env
        results: list[Value] = []
        for wanted, arm in ((True, node[3]), (False, node[4])):
            if truth is None or truth is wanted:
                self.env = dict(before)
                self.narrow(node[2], wanted=wanted)
                results.append(self.evaluate(arm))
        self.env = before
        self.pc = pc
        first, *others = results
        if others == [first]:
            return first
        return labelled(join_all(results), labels)
