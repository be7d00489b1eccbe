"""What a test says about the variable that it tests."""

from collections.abc import Callable

from samepath.linter.program import ir
from samepath.linter.program.evaluate.expressions.tests_of import Tests, isinstance_parts
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import (
    RUN,
    Box,
    Class,
    Const,
    External,
    ExternalInstance,
    Instance,
    Object,
    Unknown,
    join_all,
)


class Narrowing(Tests):
    """Narrow variables in the arms of a branch."""

    def narrow(self, node: Node, *, wanted: bool) -> None:
        """Let a test speak about the local variable that it tests."""
        kind = node[0]
        if kind == ir.NOT:
            self.narrow(node[1], wanted=not wanted)
        elif kind == ir.LOGIC:
            if wanted is node[3]:
                for operand in node[2]:
                    self.narrow(operand, wanted=wanted)
        elif kind == ir.LOCAL:
            self.keep(node[1], lambda o: not isinstance(o, Const) or bool(o.value) is wanted)
        elif kind == ir.NAMED and node[1][0] == ir.SET_LOCAL:
            self.keep(node[1][1], lambda o: not isinstance(o, Const) or bool(o.value) is wanted)
        elif kind == ir.COMPARE and len(node[2]) == 1 and node[3][0][0] == ir.LOCAL:
            self.narrow_compare(node, wanted=wanted)
        elif kind == ir.CALL:
            self.narrow_isinstance(node, wanted=wanted)

    def keep(self, name: str, wanted: Callable[[Object], bool]) -> None:
        """Drop what a variable cannot be any more, unless nothing would be left."""
        value = self.env.get(name)
        if value is None:
            return
        kept = tuple(o for o in value[0] if wanted(o))
        if kept and len(kept) < len(value[0]):
            self.env[name] = (kept, value[1])

    def narrow_compare(self, node: Node, *, wanted: bool) -> None:
        """Narrow by `is`, `is not`, `==` with a constant."""
        operator, other = node[2][0], node[3][1]
        if other[0] != ir.CONST or operator not in ("is", "is not", "==", "!="):
            return
        name, constant = node[3][0][1], other[1]
        if wanted != (operator in ("is", "==")):
            self.keep(name, lambda o: not is_constant(o, constant))
        elif constant is None:
            self.keep(name, lambda o: isinstance(o, Unknown) or is_constant(o, None))

    def narrow_isinstance(self, node: Node, *, wanted: bool) -> None:
        """Narrow by `isinstance(x, T)`."""
        parts = isinstance_parts(node)
        value = self.env.get(parts[0]) if parts is not None else None
        if parts is None or value is None:
            return
        name, kind = parts
        types = self.evaluate(kind)
        boxes = [o for o in types[0] if isinstance(o, Box)]
        if boxes:
            types = join_all([self.contents(box) for box in boxes])
        classes = [o for o in types[0] if isinstance(o, Class)]
        kinds = {o.name.rpartition(".")[2] for o in types[0] if isinstance(o, External)}
        kept: list[Object] = [
            o
            for o in value[0]
            if (isinstance(o, Instance) and any(c in o.cls.mro() for c in classes))
            or (isinstance(o, Box) and o.kind in kinds)
            or (isinstance(o, ExternalInstance) and o.type.rpartition(".")[2] in kinds)
        ]
        if not wanted:
            others = tuple(o for o in value[0] if o not in kept)
            if others:
                self.env[name] = (others, value[1])
            return
        if not kept and any(isinstance(o, Unknown) for o in value[0]):
            made = [
                self.instance_of(o, kind, RUN) for o in types[0] if isinstance(o, Class | External)
            ]
            kept = list(join_all(made)[0])
        if kept:
            self.env[name] = (tuple(kept), value[1])


def is_constant(item: Object, value: object) -> bool:
    """Tell whether an object is this constant, type included."""
    return isinstance(item, Const) and type(item.value) is type(value) and item.value == value
