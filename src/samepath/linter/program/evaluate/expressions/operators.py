"""Operators: on sets, lists, texts, numbers, and objects with methods for them."""

from types import UnionType

from samepath.linter.program.evaluate.expressions.comprehensions import Comprehensions
from samepath.linter.program.evaluate.expressions.texts import is_text
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ORDER
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    Arguments,
    Box,
    Class,
    Const,
    ExternalInstance,
    Instance,
    Object,
    Unknown,
    Value,
    join_all,
    labelled,
)

SET_OPERATORS = frozenset({"|", "&", "-", "^"})
NUMBERS = frozenset({"builtins.int", "builtins.float", "builtins.bool", "decimal.Decimal"})
DUNDERS = {
    "+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__", "//": "__floordiv__",
    "%": "__mod__", "**": "__pow__", "|": "__or__", "&": "__and__", "^": "__xor__",
    "@": "__matmul__", "<<": "__lshift__", ">>": "__rshift__", "==": "__eq__", "!=": "__ne__",
    "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "in": "__contains__",
    "not in": "__contains__", "u-": "__neg__", "u+": "__pos__", "~": "__invert__",
    "+=": "__iadd__", "-=": "__isub__", "*=": "__imul__", "/=": "__itruediv__",
    "//=": "__ifloordiv__", "%=": "__imod__", "**=": "__ipow__", "|=": "__ior__",
    "&=": "__iand__", "^=": "__ixor__", "@=": "__imatmul__", "<<=": "__ilshift__",
    ">>=": "__irshift__",
}  # fmt: skip

TYPES = 4
"""A result can be of so many of its operands' types."""


class Operators(Comprehensions):
    """Apply operators."""

    def operate(self, node: Node) -> Value:
        """Apply an operator: sets stay sets, constants are computed, the rest is joined."""
        values = [self.evaluate(operand) for operand in node[3]]
        return self.operated(values, node[2], node[1])

    def operated(self, values: list[Value], operator: str, site: int) -> Value:
        """Answer the result of an operator."""
        labels = 0
        for value in values:
            labels |= value[1]
        united = self.united(values, operator, site, labels)
        if united is not None:
            return united
        if operator == "+" and (known := self.concatenated(values)) is not None:
            return (known[0], labels)
        results = self.operator_methods(values, operator, site)
        if results:
            return labelled(join_all(results), labels)
        if operator == "%" and any(is_constant_of(o, str) for o in values[0][0]):
            for value in values[1:]:
                labels |= self.text_labels(value, site)
            return labelled(self.put_together(values, site), labels)
        texts = [value for value in values if any(is_text(o) for o in value[0])]
        if operator in ("+", "*") and texts:
            return labelled(self.put_together(values if operator == "+" else texts, site), labels)
        return labelled(self.plain_result(values), labels)

    def united(self, values: list[Value], operator: str, site: int, labels: int) -> Value | None:
        """Answer the container that an operator makes of containers, if it makes one."""
        if operator in SET_OPERATORS and any(self.is_set(v) or self.is_keys(v) for v in values):
            box = self.box("set", site)
            for value in values if operator != "-" else values[:1]:
                self.put(box, None, self.plain_elements(value), site)
            sizes = self.size_labels(join_all(values))
            return ((box,), self.world.labels.without_order(labels) | sizes)
        if operator == "|" and any(isinstance(o, Class) for v in values for o in v[0]):
            return ((self.union_type(values, site),), labels)
        boxes = [o for o in values[0][0] if isinstance(o, Box)]
        if operator == "+" and boxes:
            box = self.box(boxes[0].kind, site)
            for value in values:
                order = self.order_labels(value, site)
                if order:
                    self.solve.write((box, ORDER), ((), order))
                self.put(box, None, self.plain_elements(value), site)
            return ((box,), labels | self.size_labels(join_all(values)))
        if operator == "|" and any(o.kind == "dict" for o in boxes):
            box = self.box("dict", site)
            for value in values:
                self.update(box, value, site)
            return ((box,), labels)
        return None

    def union_type(self, values: list[Value], site: int) -> Box:
        """Answer the union of several types, unions among them."""
        box = self.box("union", site)
        for value in values:
            for item in value[0]:
                types: Value = ((item,), 0)
                if isinstance(item, Box) and item.kind == "union":
                    types = self.contents(item)
                self.put(box, None, types, site)
        return box

    def plain_result(self, values: list[Value]) -> Value:
        """Answer the type of a result by the types of the operands."""
        operands = [o for value in values for o in value[0]]
        types = [o for o in operands if isinstance(o, ExternalInstance | Unknown)]
        if types:
            return (tuple(dict.fromkeys(types))[:TYPES], 0)
        if all(is_constant_of(o, int | float) for o in operands):
            return self.instance("builtins.int")
        if any(is_constant_of(o, str) for o in operands):
            return self.instance("builtins.str")
        return self.instance("builtins.object")

    def operator_methods(self, values: list[Value], operator: str, site: int) -> list[Value]:
        """Call what the first operand's class, or else the second's, says about an operator."""
        dunder = DUNDERS.get(operator)
        results: list[Value] = []
        if dunder is None:
            return results
        plain = dunder.replace("__i", "__", 1) if operator.endswith("=") else dunder
        for item in values[0][0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, dunder) or self.class_member(item.cls, plain)
                if method is not None:
                    results.append(self.call_bound(method, item, Arguments(values[1:]), site))
        if results:
            return results
        reflected = plain.replace("__", "__r", 1)
        for item in (o for value in values[1:] for o in value[0]):
            method = self.class_member(item.cls, reflected) if isinstance(item, Instance) else None
            if method is not None:
                results.append(self.call_bound(method, item, Arguments(values[:1]), site))
        return results

    def concatenated(self, values: list[Value]) -> Value | None:
        """Join constant texts or add constant numbers."""
        total: object = None
        for value in values:
            chosen = constants(value)
            if chosen is None or len(chosen) != 1 or not isinstance(chosen[0], str):
                return None
            total = chosen[0] if total is None else f"{total}{chosen[0]}"
        return self.const(total)


def is_constant_of(item: Object, kind: type | UnionType) -> bool:
    """Tell whether an object is a constant of a type."""
    return isinstance(item, Const) and isinstance(item.value, kind)
