"""Tests: how they come out, and what hangs on their labels."""

from samepath.linter.program import ir
from samepath.linter.program.evaluate.values.state import IN_WORKFLOW, constants
from samepath.linter.program.evaluate.values.stores import Stores
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    IMPORT,
    RUN,
    Arguments,
    Box,
    Const,
    External,
    Instance,
    Value,
)

PLAIN_KINDS = frozenset(
    {"list", "set", "dict", "tuple", "frozenset", "str", "int", "float", "bytes"}
)


class Tests(Stores):
    """Note and decide tests."""

    def test(self, site: int, value: Value, kind: str) -> None:
        """Note the labels of a test: the operation trees tell later what hangs on it."""
        if value[1]:
            self.decide(value[1])
            old = self.frame.tests.get(site, (0, kind))[0]
            self.frame.tests[site] = (old | value[1], kind)

    def asked(self, value: Value, site: int) -> int:
        """Answer the labels that an object's own answer brings: `__bool__`, else `__len__`."""
        labels = 0
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, "__bool__") or self.class_member(
                    item.cls, "__len__"
                )
                if method is not None:
                    labels |= self.call_bound(method, item, Arguments(), site)[1]
            elif isinstance(item, Box) and item.born == IMPORT:
                labels |= self.shared_contents(((item,), 0), site)
        return labels | self.size_labels(value)

    def implicit(self, labels: int) -> int:
        """Answer the labels that go over to what a test decides: elements of an order do not."""
        return labels & ~self.world.labels.elements

    def truth(self, node: Node, value: Value) -> bool | None:
        """Tell how a test comes out, where that is sure."""
        if value[0] and all(o is IN_WORKFLOW for o in value[0]):
            return self.mode.when == RUN
        if is_type_checking(node):
            return False if self.code.kind == "function" else None
        if node[0] == ir.COMPARE and is_version_info(node[3][0]):
            return version_truth(node)
        if node[0] == ir.GLOBAL:
            return self.constant_flag(node, value)
        if node[0] == ir.NOT and node[1][0] == ir.GLOBAL:
            flag = self.constant_flag(node[1], self.evaluate(node[1]))
            return None if flag is None else not flag
        if node[0] == ir.CALL:
            return self.isinstance_truth(node)
        return self.constant_truth(node, value)

    def constant_truth(self, node: Node, value: Value) -> bool | None:
        """Tell how a test of constants comes out; fields of objects may change, locals do not."""
        inner = node[1] if node[0] == ir.NOT else node
        if inner[0] == ir.ATTRIBUTE and not self.is_constructing(inner):
            return None
        known = (ir.CONST, ir.COMPARE, ir.NOT, ir.ATTRIBUTE)
        if inner[0] not in known and not self.is_settled(inner):
            return None
        chosen = constants(value)
        if chosen is None:
            return None
        outcomes = {bool(c) for c in chosen}
        return outcomes.pop() if len(outcomes) == 1 else None

    def is_settled(self, node: Node) -> bool:
        """Tell whether all that binds a variable is seen: a local, or one that only others read."""
        if node[0] != ir.FREE:
            return bool(node[0] == ir.LOCAL)
        owner = self.owner_of(node[1])
        return owner is not None and node[1] not in owner.function.code.rebound

    def is_constructing(self, node: Node) -> bool:
        """Tell whether an attribute is one of the object that this very code constructs."""
        first = self.code.parameters[:1]
        return (
            self.code.name in ("__init__", "__post_init__")
            and bool(first)
            and node[2] == (ir.LOCAL, first[0])
        )

    def isinstance_truth(self, node: Node) -> bool | None:
        """Decide `isinstance(x, T)` for containers and plain values whose kind is known."""
        parts = isinstance_parts(node)
        if parts is None:
            return None
        name, kind = parts
        types = self.evaluate(kind)[0]
        wanted = {o.name.rpartition(".")[2] for o in types if isinstance(o, External)}
        value = self.env.get(name)
        if value is None or not value[0] or len(wanted) != len(types):
            return None
        if not all(
            isinstance(o, Box) and o.kind in ("list", "set", "dict", "tuple", "frozenset")
            for o in value[0]
        ):
            return None
        outcomes = {o.kind in wanted for o in value[0] if isinstance(o, Box)}
        return outcomes.pop() if len(outcomes) == 1 and wanted <= PLAIN_KINDS else None

    def constant_flag(self, node: Node, value: Value) -> bool | None:
        """Tell how a global switch stands that is set once and never written again."""
        if len(value[0]) != 1 or not isinstance(value[0][0], Const) or value[1]:
            return None
        flag = value[0][0].value
        if not isinstance(flag, bool) or self.mode.when == IMPORT:
            return None
        return None if self.world.writes.to_global(self.world, self.module, node[1]) else flag


def isinstance_parts(node: Node) -> tuple[str, Node] | None:
    """Answer x and T of `isinstance(x, T)`, if a call is that and x is a local variable."""
    if node[2][:2] != (ir.GLOBAL, "isinstance"):
        return None
    match node[3]:
        case ((_, subject), (_, kind)) if subject[0] == ir.LOCAL:
            return subject[1], kind
    return None


def is_type_checking(node: Node) -> bool:
    """Tell whether a test asks for a type checker."""
    if node[0] == ir.ATTRIBUTE:
        return bool(node[3] == "TYPE_CHECKING")
    return node[:2] == (ir.GLOBAL, "TYPE_CHECKING")


def is_version_info(node: Node) -> bool:
    """Tell whether an expression is `sys.version_info`."""
    return bool(node[0] == ir.ATTRIBUTE and node[3] == "version_info")


def version_truth(node: Node) -> bool | None:
    """Decide a comparison with a version that every supported Python is past."""
    right = node[3][1]
    if len(node[2]) != 1 or right[0] != ir.SEQUENCE or right[2] != "tuple":
        return None
    parts = [part[1][1] for part in right[3] if part[1][0] == ir.CONST]
    if len(parts) != len(right[3]) or not all(isinstance(p, int) for p in parts):
        return None
    if tuple(parts[:2]) > (3, 11):
        return None
    return {"<": False, "<=": False, ">": True, ">=": True}.get(node[2][0])
