"""Expressions and targets, as instructions."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any

from samepath.linter.program import ir
from samepath.linter.program.creation import Answer
from samepath.linter.program.ir import Node
from samepath.linter.program.lower.binding import COMPREHENSIONS
from samepath.linter.program.lower.names import NameLowering
from samepath.linter.program.lower.scopes import Scope
from samepath.linter.program.writes import MUTATORS, mutated, written

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitAnd: "&",
    ast.BitXor: "^", ast.MatMult: "@",
}  # fmt: skip


UNARY = {ast.USub: "u-", ast.UAdd: "u+", ast.Invert: "~"}


COMPARISONS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


PLACES = {ir.ATTRIBUTE: 1, ir.ITEM: 1, ir.SET_GLOBAL: 2, ir.SET_FREE: 2}
"""Targets that may outlive a call, and where their site stands."""


class ExpressionLowering(NameLowering, ABC):
    """Lower expressions and targets; `FunctionLowering` adds functions."""

    def target(self, node: ast.expr) -> Node:
        """Lower an assignment target."""
        target = self.plain_target(node)
        kind = target[0]
        if kind in PLACES and self.scope.kind == "function":
            creates = self.is_creation(target, target[PLACES[kind]])
            if kind != ir.ITEM or not self.note_reflected(target):
                self.note_write(written(target), creates=creates)
            owner = target if kind == ir.ATTRIBUTE else target[2]
            if not creates and kind in (ir.ATTRIBUTE, ir.ITEM) and owner[0] == ir.ATTRIBUTE:
                self.scope.stored.add(owner[3])
        return target

    def plain_target(self, node: ast.expr) -> Node:
        """Lower an assignment target, whatever it writes."""
        if isinstance(node, ast.Name):
            return self.store(node.id, node)
        if isinstance(node, ast.Attribute):
            name = self.mangled(node.attr)
            self.scope.attributes.add(name)
            return (ir.ATTRIBUTE, self.site(node), self.expression(node.value), name)
        if isinstance(node, ast.Subscript):
            site, owner = self.site(node), self.expression(node.value)
            return (ir.ITEM, site, owner, self.expression(node.slice))
        if isinstance(node, ast.Tuple | ast.List):
            parts = []
            for item in node.elts:
                starred = isinstance(item, ast.Starred)
                parts.append((starred, self.target(item.value if starred else item)))  # type: ignore[attr-defined]
            return (ir.UNPACK, tuple(parts))
        if isinstance(node, ast.Starred):
            return self.target(node.value)
        message = f"not a target: {type(node).__name__}"
        raise TypeError(message)

    def expression(self, node: ast.expr) -> Node:
        """Lower one expression."""
        return LOWER[type(node)](self, node)

    def several(self, nodes: Iterable[ast.expr]) -> tuple[Node, ...]:
        """Lower expressions in order."""
        return tuple([LOWER[type(node)](self, node) for node in nodes])

    def answer(self, name: str) -> Answer | None:
        """Answer what a function of the module returns, if it does nothing else."""
        if name not in self.answers:
            function = self.short.get(name)
            self.answers[name] = None if function is None else self.answer_of(function)
        return self.answers[name]

    def answer_of(self, function: ast.FunctionDef) -> Answer:
        """Lower the expression that a function returns once more, aside: it brings no sites."""
        returned = function.body[-1]
        assert isinstance(returned, ast.Return)
        assert returned.value is not None
        parameters = tuple(a.arg for a in function.args.args)
        aside = type(self)()
        aside.scope = Scope("function", function.name, None, set(parameters), set(), set())
        return Answer(parameters, aside.expression(returned.value))

    def starred(self, nodes: Iterable[ast.expr]) -> tuple[tuple[bool, Node], ...]:
        """Lower items that may be starred."""
        return tuple(
            [
                (True, self.expression(node.value))
                if isinstance(node, ast.Starred)
                else (False, LOWER[type(node)](self, node))
                for node in nodes
            ]
        )

    def attribute(self, node: ast.Attribute) -> Node:
        """Lower `object.name`."""
        name = self.mangled(node.attr)
        self.scope.attributes.add(name)
        return (ir.ATTRIBUTE, self.site(node), self.expression(node.value), name)

    def call(self, node: ast.Call) -> Node:
        """Lower a call."""
        function = self.expression(node.func)
        arguments = self.starred(node.args)
        keywords = tuple([(k.arg, self.expression(k.value)) for k in node.keywords])
        call = (ir.CALL, self.site(node), function, arguments, keywords)
        if function[0] == ir.GLOBAL and function[1] == "setattr":
            self.note_reflected(call)
        if function[0] == ir.ATTRIBUTE and function[3] in MUTATORS:
            asked = self.guarding(function[2]) if function[3] == "setdefault" else None
            if asked is not None:
                self.created[call[1]] = asked
            self.note_write(mutated(call), creates=asked is not None)
            if asked is None and function[2][0] == ir.ATTRIBUTE:
                self.scope.stored.add(function[2][3])
        return call

    def operate(self, node: ast.BinOp) -> Node:
        """Lower a chain of one operator without recursion, however long it is."""
        kind = type(node.op)
        operands: list[ast.expr] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and type(left.op) is kind:
            operands.append(left.right)
            left = left.left
        operands.append(left)
        operands.reverse()
        return (ir.OPERATE, self.site(node), OPERATORS[kind], self.several(operands))

    def compare(self, node: ast.Compare) -> Node:
        """Lower a comparison."""
        operators = tuple(COMPARISONS[type(op)] for op in node.ops)
        operands = self.several([node.left, *node.comparators])
        return (ir.COMPARE, self.site(node), operators, operands)

    def unary(self, node: ast.UnaryOp) -> Node:
        """Lower a unary operator; a negative number is a constant."""
        if isinstance(node.op, ast.Not):
            return (ir.NOT, self.expression(node.operand))
        operand = node.operand
        if (
            isinstance(node.op, ast.USub)
            and isinstance(operand, ast.Constant)
            and isinstance(operand.value, int | float)
        ):
            return (ir.CONST, -operand.value)
        operator = UNARY[type(node.op)]
        return (ir.OPERATE, self.site(node), operator, (self.expression(operand),))

    def format(self, node: ast.JoinedStr) -> Node:
        """Lower an f-string to its parts."""
        site = self.site(node)
        parts: list[Node] = []
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                parts.append(self.expression(value.value))
                if isinstance(value.format_spec, ast.JoinedStr):
                    parts.append(self.format(value.format_spec))
            else:
                parts.append(self.expression(value))
        return (ir.FORMAT, site, tuple(parts))

    def slice(self, node: ast.Slice) -> Node:
        """Lower a slice."""
        return (
            ir.SLICE,
            *(
                self.expression(p) if p else (ir.CONST, None)
                for p in (node.lower, node.upper, node.step)
            ),
        )

    def comprehend(self, node: ast.expr) -> Node:
        """Lower a comprehension to clauses over variables of its own."""
        site = self.site(node)
        clauses = []
        depth = len(self.scope.renamed)
        for generator in node.generators:  # type: ignore[attr-defined]
            iterable = self.expression(generator.iter)
            names = {
                n.id: f"{n.id}.{site}"
                for n in ast.walk(generator.target)
                if isinstance(n, ast.Name)
            }
            self.scope.renamed.append(names)
            target = self.target(generator.target)
            tests = self.several(generator.ifs)
            clauses.append((self.site(generator.iter), target, iterable, tests))
        if isinstance(node, ast.DictComp):
            element, value = self.expression(node.key), self.expression(node.value)
        else:
            element, value = self.expression(node.elt), None  # type: ignore[attr-defined]
        del self.scope.renamed[depth:]
        return (ir.COMPREHEND, site, COMPREHENSIONS[type(node)], tuple(clauses), element, value)

    def named(self, node: ast.NamedExpr) -> Node:
        """Lower a walrus; in a comprehension it binds in the enclosing scope."""
        value = self.expression(node.value)
        return (ir.NAMED, self.store(node.target.id, node), value)

    def yield_(self, node: ast.Yield) -> Node:
        """Lower a yield and mark its function a generator."""
        self.scope.is_generator = True
        value = self.expression(node.value) if node.value else None
        return (ir.YIELD, self.site(node), value)

    def yield_from(self, node: ast.YieldFrom) -> Node:
        """Lower a delegation and mark its function a generator."""
        self.scope.is_generator = True
        return (ir.YIELD_FROM, self.site(node), self.expression(node.value))

    @abstractmethod
    def lambda_(self, node: ast.Lambda) -> Node:
        """Lower a lambda."""


class Lowerings(dict[type[ast.AST], Callable[[Any, Any], Node]]):
    """How each kind of expression is lowered; one that is not known says nothing."""

    def __missing__(self, _: type[ast.AST]) -> Callable[[Any, Any], Node]:
        return lambda _, __: (ir.CONST, None)


LOWER = Lowerings({
    ast.Name: lambda s, n: s.load(n.id, n),
    ast.Constant: lambda _, n: (ir.CONST, n.value),
    ast.Attribute: ExpressionLowering.attribute,
    ast.Call: ExpressionLowering.call,
    ast.Subscript: lambda s, n: (ir.ITEM, s.site(n), s.expression(n.value), s.expression(n.slice)),
    ast.Slice: ExpressionLowering.slice,
    ast.BinOp: ExpressionLowering.operate,
    ast.UnaryOp: ExpressionLowering.unary,
    ast.Compare: ExpressionLowering.compare,
    ast.BoolOp: lambda s, n: (
        ir.LOGIC, s.site(n), s.several(n.values), isinstance(n.op, ast.And),
    ),
    ast.IfExp: lambda s, n: (
        ir.CHOOSE, s.site(n), s.expression(n.test), s.expression(n.body), s.expression(n.orelse),
    ),
    ast.Tuple: lambda s, n: (ir.SEQUENCE, s.site(n), "tuple", s.starred(n.elts)),
    ast.List: lambda s, n: (ir.SEQUENCE, s.site(n), "list", s.starred(n.elts)),
    ast.Set: lambda s, n: (ir.SEQUENCE, s.site(n), "set", s.starred(n.elts)),
    ast.Dict: lambda s, n: (
        ir.DICT, s.site(n),
        tuple(
            (s.expression(k) if k else None, s.expression(v))
            for k, v in zip(n.keys, n.values, strict=True)
        ),
    ),
    ast.JoinedStr: ExpressionLowering.format,
    ast.Lambda: lambda s, n: s.lambda_(n),
    ast.Await: lambda s, n: (ir.AWAIT, s.site(n), s.expression(n.value)),
    ast.Yield: ExpressionLowering.yield_,
    ast.YieldFrom: ExpressionLowering.yield_from,
    ast.ListComp: ExpressionLowering.comprehend,
    ast.SetComp: ExpressionLowering.comprehend,
    ast.GeneratorExp: ExpressionLowering.comprehend,
    ast.DictComp: ExpressionLowering.comprehend,
    ast.NamedExpr: ExpressionLowering.named,
    ast.Starred: lambda s, n: s.expression(n.value),
})  # fmt: skip
