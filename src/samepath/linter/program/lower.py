"""From a syntax tree to instructions: scopes, expressions. Sees one module only."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from samepath.linter.program import ir
from samepath.linter.program.ir import Code, Node, Span
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
FunctionTree = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Scoped = FunctionTree | ast.ClassDef | ast.Module
COMPREHENSIONS = {
    ast.ListComp: "list", ast.SetComp: "set", ast.GeneratorExp: "generator", ast.DictComp: "dict",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one function, class body or module while it is lowered."""

    kind: str
    qualname: str
    outer: "Scope | None"
    bound: set[str]
    globals: set[str]
    nonlocals: set[str]
    captured: set[str] = field(default_factory=set)
    rebound: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    renamed: list[dict[str, str]] = field(default_factory=list)
    lambdas: int = 0
    is_generator: bool = False


def bound_names(body: Iterable[ast.AST]) -> tuple[set[str], set[str], set[str]]:
    """Collect the names that a scope binds, declares global, and declares nonlocal."""
    bound: set[str] = set()
    outer: set[str] = set()
    nonlocal_: set[str] = set()
    stack = list(body)
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is ast.Name:
            if not isinstance(node.ctx, ast.Load):  # type: ignore[attr-defined]
                bound.add(node.id)  # type: ignore[attr-defined]
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
            stack.extend(node.decorator_list)
            if isinstance(node, ast.ClassDef):
                stack.extend(node.bases)
                stack.extend(node.keywords)
            else:
                stack.extend(node.args.defaults)
                stack.extend(d for d in node.args.kw_defaults if d)
            continue
        if kind is ast.Lambda:
            stack.extend(node.args.defaults)  # type: ignore[attr-defined]
            continue
        if kind in COMPREHENSIONS:
            stack.extend(n for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            continue
        if kind is ast.Import or kind is ast.ImportFrom:
            for alias in node.names:  # type: ignore[attr-defined]
                if alias.name != "*":
                    bound.add(alias.asname or alias.name.partition(".")[0])
        elif kind is ast.Global:
            outer.update(node.names)  # type: ignore[attr-defined]
        elif kind is ast.Nonlocal:
            nonlocal_.update(node.names)  # type: ignore[attr-defined]
        elif kind in (ast.ExceptHandler, ast.MatchAs, ast.MatchStar):
            if node.name:  # type: ignore[attr-defined]
                bound.add(node.name)  # type: ignore[attr-defined]
        elif kind is ast.MatchMapping and node.rest:  # type: ignore[attr-defined]
            bound.add(node.rest)  # type: ignore[attr-defined]
        stack.extend(ast.iter_child_nodes(node))
    return bound - outer - nonlocal_, outer, nonlocal_


class ExpressionLowering:
    """Lower expressions and targets; `StatementLowering` adds statements."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.functions: list[Code] = []
        self.writes: list[tuple[str, int, bool]] = []
        self.guards: list[frozenset[str]] = []
        self.rebinds: set[str] = set()
        self.creating = True
        self.scope = Scope("module", "", None, set(), set(), set())

    def site(self, node: ast.expr | ast.stmt | ast.excepthandler | ast.pattern | ast.keyword) -> int:
        """Give a node its number in the table of spans."""
        self.spans.append(
            (
                node.lineno,
                node.col_offset,
                node.end_lineno or node.lineno,
                node.end_col_offset or node.col_offset,
            )
        )
        return len(self.spans) - 1

    # Names

    def rename(self, name: str) -> str:
        """Answer the local name behind a comprehension's own variable."""
        for names in reversed(self.scope.renamed):
            if name in names:
                return names[name]
        return name

    def load(self, name: str, node: ast.expr) -> Node:
        """Lower the use of a name, by the scope that binds it."""
        mangled = self.rename(name)
        if mangled is not name:
            return (ir.LOCAL, mangled)
        scope = self.scope
        if scope.kind == "function":
            if name in scope.bound:
                return (ir.LOCAL, name)
            if name not in scope.globals and (captured := self.capture(name)):
                return (ir.FREE, captured, self.site(node))
        elif scope.kind == "class" and name not in scope.globals:
            if name in scope.bound:
                return (ir.CLASS_NAME, self.mangled(name), self.site(node))
            if captured := self.capture(name):
                return (ir.FREE, captured, self.site(node))
        return (ir.GLOBAL, name, self.site(node))

    def capture(self, name: str) -> str:
        """Answer the name by which an enclosing function binds this one, and note the capture."""
        scope = self.scope.outer
        while scope is not None:
            for names in reversed(scope.renamed):
                if name in names:
                    scope.captured.add(names[name])
                    return names[name]
            if scope.kind == "function":
                if name in scope.bound:
                    scope.captured.add(name)
                    return name
                if name in scope.globals:
                    return ""
            scope = scope.outer
        return ""

    def store(self, name: str, node: ast.expr | ast.stmt | ast.excepthandler) -> Node:
        """Lower a name as a target."""
        mangled = self.rename(name)
        if mangled is not name:
            return (ir.SET_LOCAL, mangled)
        scope = self.scope
        if name in scope.globals:
            self.rebinds.add(name)
            return (ir.SET_GLOBAL, name, self.site(node))
        if name in scope.nonlocals:
            outer = scope.outer
            while outer is not None:
                if outer.kind == "function" and name in outer.bound:
                    outer.captured.add(name)
                    outer.rebound.add(name)
                    break
                outer = outer.outer
            return (ir.SET_FREE, name, self.site(node))
        return (ir.SET_LOCAL, self.mangled(name) if scope.kind == "class" else name)

    def mangled(self, name: str) -> str:
        """Answer a class's private name as Python stores it."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        scope: Scope | None = self.scope
        while scope is not None and scope.kind != "class":
            scope = scope.outer
        owner = scope.qualname.rpartition(".")[2].lstrip("_") if scope is not None else ""
        return f"_{owner}{name}" if owner else name

    def note_write(self, write: tuple[str, int] | None, *, creates: bool = True) -> None:
        """Note that a function writes a module-level place, and whether a test of it guards that."""
        if write is not None and self.scope.kind == "function":
            name = write[0].partition(".")[0]
            lazy = creates and any(name in guard for guard in self.guards)
            self.writes.append((*write, lazy))

    def target(self, node: ast.expr) -> Node:
        """Lower an assignment target."""
        target = self.plain_target(node)
        self.note_write(written(target), creates=self.creating or target[0] == ir.SET_GLOBAL)
        return target

    def plain_target(self, node: ast.expr) -> Node:
        """Lower an assignment target, whatever it writes."""
        if isinstance(node, ast.Name):
            return self.store(node.id, node)
        if isinstance(node, ast.Attribute):
            name = self.mangled(node.attr)
            self.scope.attributes.add(name)
            self.scope.stored.add(name)
            return (ir.ATTRIBUTE, self.site(node), self.expression(node.value), name)
        if isinstance(node, ast.Subscript):
            if isinstance(node.value, ast.Attribute):
                self.scope.stored.add(self.mangled(node.value.attr))
            return (
                ir.ITEM,
                self.site(node),
                self.expression(node.value),
                self.expression(node.slice),
            )
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

    # Expressions

    def expression(self, node: ast.expr) -> Node:
        """Lower one expression."""
        lower = LOWER.get(type(node))
        if lower is None:
            return (ir.CONST, None)
        return lower(self, node)

    def several(self, nodes: Iterable[ast.expr]) -> tuple[Node, ...]:
        """Lower expressions in order."""
        return tuple(self.expression(node) for node in nodes)

    def starred(self, nodes: Iterable[ast.expr]) -> tuple[tuple[bool, Node], ...]:
        """Lower items that may be starred."""
        return tuple(
            (True, self.expression(node.value))
            if isinstance(node, ast.Starred)
            else (False, self.expression(node))
            for node in nodes
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
        keywords = tuple((k.arg, self.expression(k.value)) for k in node.keywords)
        call = (ir.CALL, self.site(node), function, arguments, keywords)
        self.note_write(mutated(call), creates=function[0] == ir.ATTRIBUTE and function[3] == "setdefault")
        if function[0] == ir.ATTRIBUTE and function[3] in MUTATORS and function[2][0] == ir.ATTRIBUTE:
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
            *(self.expression(p) if p else (ir.CONST, None) for p in (node.lower, node.upper, node.step)),
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

    def lambda_(self, node: ast.Lambda) -> Node:
        """Lower a lambda; lambdas are numbered within their scope."""
        self.scope.lambdas += 1
        return self.function(node, f"<lambda{self.scope.lambdas}>")

    def function(self, node: FunctionTree, name: str) -> Node:
        """Lower a function where it is created: code and defaults, not decorators."""
        site = self.site(node) if isinstance(node, ast.Lambda) else self.name_site(node)
        arguments = node.args
        defaults = self.several(arguments.defaults)
        keyword_defaults = tuple(
            (a.arg, self.expression(d))
            for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if d is not None
        )
        annotations = () if isinstance(node, ast.Lambda) else self.annotations(node)
        code = self.enter(node, name, site)
        code.annotations = annotations
        return (ir.FUNCTION, site, code, defaults, keyword_defaults)

    def name_site(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
        """Give a definition the span of its first line up to the name."""
        keyword = {ast.FunctionDef: 4, ast.AsyncFunctionDef: 10, ast.ClassDef: 6}[type(node)]
        start = node.col_offset + keyword
        self.spans.append((node.lineno, start, node.lineno, start + len(node.name.encode())))
        return len(self.spans) - 1

    def annotation(self, node: ast.expr) -> Node:
        """Lower an annotation; text is parsed as Python does for forward references."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                parsed = ast.parse(node.value.strip(), mode="eval").body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return (ir.CONST, None)
            for inner in ast.walk(parsed):
                if isinstance(inner, ast.expr):
                    ast.copy_location(inner, node)
            return self.annotation(parsed)
        if isinstance(node, ast.Subscript):
            elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            parts = tuple((False, self.annotation(e)) for e in elements)
            key = parts[0][1] if len(parts) == 1 else (ir.SEQUENCE, self.site(node), "tuple", parts)
            return (ir.ITEM, self.site(node), self.expression(node.value), key)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            both = (self.annotation(node.left), self.annotation(node.right))
            return (ir.OPERATE, self.site(node), "|", both)
        return self.expression(node)

    def annotations(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[tuple[str, Node], ...]:
        """Lower the annotations of a function."""
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        pairs = [(a.arg, self.annotation(a.annotation)) for a in every if a.annotation]
        if node.returns is not None:
            pairs.append(("return", self.annotation(node.returns)))
        return tuple(pairs)

    def enter(self, node: FunctionTree, name: str, site: int) -> Code:
        """Lower a function's body in a scope of its own."""
        arguments = node.args
        positional = tuple(a.arg for a in [*arguments.posonlyargs, *arguments.args])
        keyword_only = tuple(a.arg for a in arguments.kwonlyargs)
        rest = arguments.vararg.arg if arguments.vararg else ""
        rest_keywords = arguments.kwarg.arg if arguments.kwarg else ""
        tree = [node.body] if isinstance(node, ast.Lambda) else node.body
        bound, globals_, nonlocals = bound_names(tree)
        bound.update((*positional, *keyword_only, *filter(None, (rest, rest_keywords))))
        outer = self.scope
        qualname = f"{outer.qualname}.{name}" if outer.qualname else name
        scope = Scope("function", qualname, outer, bound, globals_, nonlocals)
        code = Code(
            name, qualname, "lambda" if isinstance(node, ast.Lambda) else "function", site,
            positional, keyword_only, rest, rest_keywords, (),
        )  # fmt: skip
        self.functions.append(code)
        self.scope = scope
        guards, self.guards = self.guards, []
        if isinstance(node, ast.Lambda):
            code.body = ((ir.RETURN, self.site(node.body), self.expression(node.body)),)
        else:
            code.body = self.block(node.body)
            code.is_async = isinstance(node, ast.AsyncFunctionDef)
            code.is_stub = is_stub(node.body)
        self.scope, self.guards = outer, guards
        outer.attributes |= scope.attributes
        code.is_generator = scope.is_generator
        code.captured = frozenset(scope.captured)
        code.rebound = frozenset(scope.rebound)
        code.attributes = frozenset(scope.attributes)
        code.stored = frozenset(scope.stored)
        return code

    def block(self, body: list[ast.stmt]) -> ir.Block:
        """Lower statements; the subclass knows how."""
        raise NotImplementedError

    def yield_(self, node: ast.Yield) -> Node:
        """Lower a yield and mark its function a generator."""
        self.scope.is_generator = True
        value = self.expression(node.value) if node.value else None
        return (ir.YIELD, self.site(node), value)

    def yield_from(self, node: ast.YieldFrom) -> Node:
        """Lower a delegation and mark its function a generator."""
        self.scope.is_generator = True
        return (ir.YIELD_FROM, self.site(node), self.expression(node.value))


def is_stub(body: list[ast.stmt]) -> bool:
    """Tell whether a body says nothing: an abstract method, a protocol's member, an overload."""
    for statement in body:
        if isinstance(statement, ast.Pass):
            continue
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
            if isinstance(raised, ast.Name) and raised.id == "NotImplementedError":
                continue
        return False
    return True


LOWER = {
    ast.Name: lambda s, n: s.load(n.id, n),
    ast.Constant: lambda s, n: (ir.CONST, n.value),
    ast.Attribute: lambda s, n: s.attribute(n),
    ast.Call: lambda s, n: s.call(n),
    ast.Subscript: lambda s, n: (ir.ITEM, s.site(n), s.expression(n.value), s.expression(n.slice)),
    ast.Slice: lambda s, n: s.slice(n),
    ast.BinOp: lambda s, n: s.operate(n),
    ast.UnaryOp: lambda s, n: s.unary(n),
    ast.Compare: lambda s, n: s.compare(n),
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
    ast.JoinedStr: lambda s, n: s.format(n),
    ast.Lambda: lambda s, n: s.lambda_(n),
    ast.Await: lambda s, n: (ir.AWAIT, s.site(n), s.expression(n.value)),
    ast.Yield: lambda s, n: s.yield_(n),
    ast.YieldFrom: lambda s, n: s.yield_from(n),
    ast.ListComp: lambda s, n: s.comprehend(n),
    ast.SetComp: lambda s, n: s.comprehend(n),
    ast.GeneratorExp: lambda s, n: s.comprehend(n),
    ast.DictComp: lambda s, n: s.comprehend(n),
    ast.NamedExpr: lambda s, n: s.named(n),
    ast.Starred: lambda s, n: s.expression(n.value),
}  # fmt: skip
