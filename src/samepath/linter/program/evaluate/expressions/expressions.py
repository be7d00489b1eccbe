"""Expressions: each instruction, and which method evaluates it."""

from collections.abc import Callable

from samepath.linter.program import ir
from samepath.linter.program.evaluate.calls.calls import Calls
from samepath.linter.program.evaluate.expressions.choices import Choices
from samepath.linter.program.evaluate.expressions.comparisons import Comparisons
from samepath.linter.program.evaluate.expressions.comprehensions import Comprehensions
from samepath.linter.program.evaluate.expressions.literals import Literals
from samepath.linter.program.evaluate.expressions.names import Names
from samepath.linter.program.evaluate.expressions.operators import Operators
from samepath.linter.program.evaluate.expressions.suspension import Suspension
from samepath.linter.program.evaluate.values.types import is_generic
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import External, TypeForm, Value


class Expressions(Calls):
    """Evaluate expressions to values."""

    def evaluate(self, node: Node) -> Value:
        """Evaluate one expression."""
        return EVALUATE[node[0]](self, node)

    def subscript(self, node: Node) -> Value:
        """Evaluate `value[key]`; a type with parameters stays whole."""
        value = self.evaluate(node[2])
        if (
            len(value[0]) == 1
            and isinstance(value[0][0], External)
            and is_generic(value[0][0].name)
        ):
            made = self.solve.object(
                ("form", self.module.path, node[1]), lambda: TypeForm(node, self.module)
            )
            return ((made,), 0)
        return self.item(value, self.evaluate(node[3]), node[1], node[3])

    def named(self, node: Node) -> Value:
        """Evaluate a walrus."""
        value = self.evaluate(node[2])
        self.assign(node[1], value)
        return value


EVALUATE: dict[int, Callable[[Expressions, Node], Value]] = {
    ir.CONST: Literals.constant,
    ir.LOCAL: Names.local,
    ir.FREE: Names.free,
    ir.GLOBAL: Names.global_,
    ir.CLASS_NAME: Names.class_name,
    ir.ATTRIBUTE: lambda s, n: s.attribute(s.evaluate(n[2]), n[3], n[1]),
    ir.ITEM: Expressions.subscript,
    ir.SLICE: Literals.slice,
    ir.CALL: Calls.call_node,
    ir.FUNCTION: Literals.function,
    ir.SEQUENCE: Literals.sequence,
    ir.DICT: Literals.dictionary,
    ir.FORMAT: Literals.format,
    ir.OPERATE: Operators.operate,
    ir.COMPARE: Comparisons.compare,
    ir.LOGIC: Choices.logic,
    ir.CHOOSE: Choices.choose,
    ir.AWAIT: Suspension.await_,
    ir.YIELD: Suspension.yield_,
    ir.YIELD_FROM: Suspension.yield_from,
    ir.COMPREHEND: Comprehensions.comprehend,
    ir.NAMED: Expressions.named,
    ir.NOT: Choices.negate,
}
