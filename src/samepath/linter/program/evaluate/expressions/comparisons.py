"""Comparisons: identity and equality are decided where they can be."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.expressions.operators import DUNDERS, Operators
from samepath.linter.program.evaluate.values.state import GUARD
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    Arguments,
    Bound,
    Box,
    Class,
    Const,
    ExternalInstance,
    Function,
    Instance,
    ModuleObject,
    Object,
    Partial,
    Value,
    labelled,
)

NONE_TESTS = frozenset({"is", "is not", "==", "!="})
CONTENTS_MATTER = frozenset({"in", "not in", "==", "!="})


class Comparisons(Operators):
    """Compare values."""

    def compare(self, node: Node) -> Value:
        """Compare: identity and equality of constants are decided, order does not matter."""
        values = [self.evaluate(operand) for operand in node[3]]
        labels = 0
        for value in values:
            labels |= value[1]
        if asks_for_none(node) and all(is_known(o) for o in values[0][0]):
            # When something was first set is not why it is set.
            labels &= ~self.undecided()
        if not CONTENTS_MATTER.isdisjoint(node[2]):
            labels = self.looked_into(values, labels, node[1])
        for operator, right in zip(node[2], values[1:], strict=True):
            labels |= self.answered(operator, values[0], right, node[1])
            labels |= self.compared_copies(operator, values[0], right, node[1])
        if labels & self.world.labels.addresses:
            labels &= ~self.told_apart(node, values)
        decided = self.decided(node, values)
        if decided is not None:
            return labelled(self.const(decided), labels)
        if any(GUARD in value[0] for value in values):
            return ((GUARD,), labels)
        return labelled(self.instance("builtins.bool"), labels)

    def told_apart(self, node: Node, values: list[Value]) -> int:
        """Answer the labels of addresses that only tell objects of one process apart."""
        addresses = self.world.labels.addresses
        sides = [self.deep(value) & addresses for value in values]
        equal = CONTENTS_MATTER.issuperset(node[2])
        return addresses if equal and all(sides) else 0

    def looked_into(self, values: list[Value], labels: int, site: int) -> int:
        """Answer the labels of comparing contents: their order does not matter."""
        for value in values:
            labels |= self.shared_contents(value, site)
        boxes = [o for value in values for o in value[0] if isinstance(o, Box)]
        if boxes:
            labels &= ~self.world.labels.orders
        for box in boxes:
            labels |= self.world.labels.without_order(self.contents(box)[1])
        return labels

    def answered(self, operator: str, left: Value, right: Value, site: int) -> int:
        """Answer the labels of what the objects' own methods say."""
        labels = 0
        for item in (*left[0], *right[0]):
            if isinstance(item, Instance):
                dunder = DUNDERS.get(operator)
                method = self.class_member(item.cls, dunder) if dunder else None
                if method is not None:
                    other = right if item in left[0] else left
                    labels |= self.call_bound(method, item, Arguments([other]), site)[1]
            elif (
                operator in ("in", "not in")
                and isinstance(item, ExternalInstance)
                and item in right[0]
            ):
                labels |= self.member_effect(item, "__contains__", site)
        return labels

    def decided(self, node: Node, values: list[Value]) -> bool | None:
        """Decide a comparison of locals and constants, where every case gives one answer."""
        if len(node[2]) != 1 or node[2][0] not in ("is", "is not", "==", "!="):
            return None
        if not all(operand[0] == ir.CONST or self.is_settled(operand) for operand in node[3]):
            return None
        left, right = values
        outcomes: set[bool] = set()
        for mine in left[0]:
            for theirs in right[0]:
                if isinstance(mine, Const) and isinstance(theirs, Const):
                    same = type(mine.value) is type(theirs.value) and mine.value == theirs.value
                    outcomes.add(same)
                elif (
                    is_known(mine)
                    and is_known(theirs)
                    and (
                        (isinstance(theirs, Const) and theirs.value is None)
                        or (isinstance(mine, Const) and mine.value is None)
                    )
                ):
                    outcomes.add(False)
                else:
                    return None
        if len(outcomes) != 1:
            return None
        same = outcomes.pop()
        return same if node[2][0] in ("is", "==") else not same


def asks_for_none(node: Node) -> bool:
    """Tell whether a comparison asks whether something is None."""
    return len(node[2]) == 1 and node[2][0] in NONE_TESTS and node[3][1] == (ir.CONST, None)


def is_known(item: Object) -> bool:
    """Tell whether an object is something in particular, and not None by chance."""
    return isinstance(
        item, Const | Instance | Box | Function | Class | Bound | Partial | ModuleObject
    ) or (isinstance(item, ExternalInstance) and item.type != "builtins.object")
