"""From statements to instructions, and from one file's tree to its index."""

import ast

from samepath.linter.program import ir
from samepath.linter.program.ir import Block, Code, ModuleIndex, Node
from samepath.linter.program.lower import OPERATORS, ExpressionLowering, Scope, bound_names
from samepath.linter.program.writes import global_names


class StatementLowering(ExpressionLowering):
    """Lower statements, functions and classes of one module."""

    def block(self, body: list[ast.stmt]) -> Block:
        """Lower statements in order; those that say nothing vanish."""
        lowered: list[Node] = []
        depth = len(self.guards)
        for statement in body:
            lower = STATEMENTS.get(type(statement))
            if lower is not None:
                lowered.append(lower(self, statement))
                if isinstance(statement, ast.If) and leaves(statement.body):
                    # `if cached is not None: return cached` guards all that follows.
                    self.guards.append(frozenset(global_names(lowered[-1][2])))
        del self.guards[depth:]
        return tuple(lowered)

    def if_(self, node: ast.If) -> Node:
        """Lower a branch; what it tests guards the writes in its arms."""
        site = self.site(node.test)
        test = self.expression(node.test)
        self.guards.append(frozenset(global_names(test)))
        arms = self.block(node.body), self.block(node.orelse)
        self.guards.pop()
        return (ir.IF, site, test, *arms)

    def assign(self, node: ast.Assign) -> Node:
        """Lower `a = b = value`."""
        value = self.expression(node.value)
        # A mark such as `seen[key] = True` is no lazily created value.
        self.creating = not isinstance(node.value, ast.Constant) or node.value.value is None
        targets = tuple(self.target(t) for t in node.targets)
        self.creating = True
        return (ir.ASSIGN, self.site(node), targets, value)

    def augment(self, node: ast.AugAssign) -> Node:
        """Lower `target += value`."""
        value = self.expression(node.value)
        loaded = self.expression(as_load(node.target))
        operator = OPERATORS[type(node.op)]
        return (ir.AUGMENT, self.site(node), self.target(node.target), operator, value, loaded)

    def annotate(self, node: ast.AnnAssign) -> Node:
        """Lower `target: annotation = value`."""
        annotation = self.annotation(node.annotation)
        value = self.expression(node.value) if node.value else None
        return (ir.ANNOTATE, self.site(node), self.target(node.target), annotation, value)

    def for_(self, node: ast.For | ast.AsyncFor) -> Node:
        """Lower a loop; its site is what it iterates over."""
        iterable = self.expression(node.iter)
        target = self.target(node.target)
        is_async = isinstance(node, ast.AsyncFor)
        return (
            ir.FOR, self.site(node.iter), target, iterable,
            self.block(node.body), self.block(node.orelse), is_async,
        )  # fmt: skip

    def try_(self, node: ast.Try) -> Node:
        """Lower `try`, with groups or without."""
        handlers = []
        for handler in node.handlers:
            kind = self.expression(handler.type) if handler.type else None
            name = self.store(handler.name, handler) if handler.name else None
            handlers.append((self.site(handler), kind, name, self.block(handler.body)))
        return (
            ir.TRY, self.site(node), self.block(node.body), tuple(handlers),
            self.block(node.orelse), self.block(node.finalbody),
        )  # fmt: skip

    def with_(self, node: ast.With | ast.AsyncWith) -> Node:
        """Lower `with`."""
        items = []
        for item in node.items:
            manager = self.expression(item.context_expr)
            target = self.target(item.optional_vars) if item.optional_vars else None
            items.append((self.site(item.context_expr), manager, target))
        is_async = isinstance(node, ast.AsyncWith)
        return (ir.WITH, self.site(node), tuple(items), self.block(node.body), is_async)

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Node:
        """Lower a definition: decorators, function, name."""
        decorators = tuple((self.site(d), self.expression(d)) for d in node.decorator_list)
        function = self.function(node, node.name)
        return (ir.DEFINE, function[1], self.store(node.name, node), function, decorators)

    def class_(self, node: ast.ClassDef) -> Node:
        """Lower a class: decorators, bases, and its body as code."""
        decorators = tuple((self.site(d), self.expression(d)) for d in node.decorator_list)
        bases = self.several(b for b in node.bases if not isinstance(b, ast.Starred))
        keywords = tuple((k.arg, self.expression(k.value)) for k in node.keywords)
        site = self.name_site(node)
        bound, globals_, nonlocals = bound_names(node.body)
        outer = self.scope
        qualname = f"{outer.qualname}.{node.name}" if outer.qualname else node.name
        self.scope = Scope("class", qualname, outer, bound, globals_, nonlocals)
        code = Code(node.name, qualname, "class", site, (), (), "", "", ())
        code.body = self.block(node.body)
        code.attributes = frozenset(self.scope.attributes)
        outer.attributes |= self.scope.attributes
        self.scope = outer
        return (ir.CLASS, site, self.store(node.name, node), code, bases, keywords, decorators)

    def import_(self, node: ast.Import) -> Node:
        """Lower `import a.b` (binds a) and `import a.b as c` (binds a.b)."""
        names = []
        for alias in node.names:
            first = alias.name.partition(".")[0]
            target = self.store(alias.asname or first, node)
            names.append((alias.name, target, bool(alias.asname)))
        return (ir.IMPORT, self.site(node), tuple(names))

    def import_from(self, node: ast.ImportFrom) -> Node:
        """Lower `from a import b`."""
        module = node.module or ""
        if node.names[0].name == "*":
            return (ir.STAR_IMPORT, self.site(node), module, node.level)
        names = tuple((a.name, self.store(a.asname or a.name, node)) for a in node.names)
        return (ir.IMPORT_FROM, self.site(node), module, node.level, names)

    def match(self, node: ast.Match) -> Node:
        """Lower `match`: per case what it binds, the values and classes it names, guard, body."""
        subject = self.expression(node.subject)
        cases = []
        for case in node.cases:
            bindings: list[Node] = []
            values: list[Node] = []
            self.pattern(case.pattern, bindings, values, True)
            guard = self.expression(case.guard) if case.guard else None
            cases.append((tuple(bindings), tuple(values), guard, self.block(case.body)))
        return (ir.MATCH, self.site(node), subject, tuple(cases))

    def pattern(self, node: ast.pattern, bindings: list[Node], values: list[Node], whole: bool) -> None:
        """Collect what a pattern binds (whole subject or a part of it) and what it names."""
        if isinstance(node, ast.MatchValue):
            values.append(self.expression(node.value))
        elif isinstance(node, ast.MatchClass):
            kind = self.expression(node.cls)
            values.append(kind)
            if whole:
                bindings.append((None, kind, ""))
            for name, inner in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
                if isinstance(inner, ast.MatchAs) and inner.name and inner.pattern is None:
                    bindings.append((self.store(inner.name, as_name(inner)), None, name))
                else:
                    self.pattern(inner, bindings, values, False)
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
        elif isinstance(node, ast.MatchAs | ast.MatchStar):
            kind_node = None
            if isinstance(node, ast.MatchAs) and node.pattern is not None:
                self.pattern(node.pattern, bindings, values, whole)
                if isinstance(node.pattern, ast.MatchClass):
                    kind_node = self.expression(node.pattern.cls)
            if node.name:
                part = "" if whole else "*"
                bindings.append((self.store(node.name, as_name(node)), kind_node, part))
        elif isinstance(node, ast.MatchOr):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, whole)
        elif isinstance(node, ast.MatchSequence):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
        elif isinstance(node, ast.MatchMapping):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
            if node.rest:
                bindings.append((self.store(node.rest, as_name(node)), None, "*"))


def leaves(body: list[ast.stmt]) -> bool:
    """Tell whether a block ends by leaving what encloses it."""
    return isinstance(body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)


def as_load(node: ast.expr) -> ast.expr:
    """Answer an augmented target as an expression that reads it."""
    if isinstance(node, ast.Name):
        return ast.copy_location(ast.Name(node.id, ast.Load()), node)
    if isinstance(node, ast.Attribute):
        return ast.copy_location(ast.Attribute(node.value, node.attr, ast.Load()), node)
    if isinstance(node, ast.Subscript):
        return ast.copy_location(ast.Subscript(node.value, node.slice, ast.Load()), node)
    return node


def as_name(node: ast.pattern) -> ast.expr:
    """Answer an expression that stands where a pattern stands."""
    name = ast.Name("_", ast.Store())
    name.lineno, name.col_offset = node.lineno, node.col_offset
    name.end_lineno, name.end_col_offset = node.end_lineno, node.end_col_offset
    return name


STATEMENTS = {
    ast.Expr: lambda s, n: (ir.DO, s.expression(n.value)),
    ast.Assign: lambda s, n: s.assign(n),
    ast.AugAssign: lambda s, n: s.augment(n),
    ast.AnnAssign: lambda s, n: s.annotate(n),
    ast.Return: lambda s, n: (ir.RETURN, s.site(n), s.expression(n.value) if n.value else None),
    ast.If: lambda s, n: s.if_(n),
    ast.For: lambda s, n: s.for_(n),
    ast.AsyncFor: lambda s, n: s.for_(n),
    ast.While: lambda s, n: (
        ir.WHILE, s.site(n.test), s.expression(n.test), s.block(n.body), s.block(n.orelse),
    ),
    ast.Try: lambda s, n: s.try_(n),
    ast.TryStar: lambda s, n: s.try_(n),
    ast.With: lambda s, n: s.with_(n),
    ast.AsyncWith: lambda s, n: s.with_(n),
    ast.Raise: lambda s, n: (
        ir.RAISE, s.site(n),
        s.expression(n.exc) if n.exc else None, s.expression(n.cause) if n.cause else None,
    ),
    ast.Delete: lambda s, n: (ir.DELETE, s.site(n), tuple(s.target(t) for t in n.targets)),
    ast.FunctionDef: lambda s, n: s.define(n),
    ast.AsyncFunctionDef: lambda s, n: s.define(n),
    ast.ClassDef: lambda s, n: s.class_(n),
    ast.Import: lambda s, n: s.import_(n),
    ast.ImportFrom: lambda s, n: s.import_from(n),
    ast.Match: lambda s, n: s.match(n),
    ast.Break: lambda s, n: (ir.BREAK, s.site(n)),
    ast.Continue: lambda s, n: (ir.CONTINUE, s.site(n)),
    ast.Assert: lambda s, n: (
        ir.ASSERT, s.site(n.test), s.expression(n.test), s.expression(n.msg) if n.msg else None,
    ),
}  # fmt: skip


def index_module(tree: ast.Module, lines: int = 0) -> ModuleIndex:
    """Lower one module's tree. Raises RecursionError where nesting is too deep."""
    lowering = StatementLowering()
    bound, _, _ = bound_names(tree.body)
    lowering.scope = Scope("module", "", None, bound, set(), set())
    body = Code("", "", "module", -1, (), (), "", "", ())
    body.body = lowering.block(tree.body)
    body.attributes = frozenset(lowering.scope.attributes)
    body.captured = frozenset(lowering.scope.captured)
    stars = tuple(
        (n.module or "", n.level)
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"
    )
    return ModuleIndex(
        body, lowering.spans, frozenset(bound), stars, exported_names(tree),
        tuple(lowering.functions), tuple(lowering.writes),
        frozenset(lowering.rebinds), frozenset(site for _, site, lazy in lowering.writes if lazy), lines,
    )  # fmt: skip


def exported_names(tree: ast.Module) -> tuple[str, ...] | None:
    """Read `__all__` where it is a literal list or tuple."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.List | ast.Tuple):
            target = statement.targets[0]
            if isinstance(target, ast.Name) and target.id == "__all__":
                return tuple(
                    e.value
                    for e in statement.value.elts
                    if isinstance(e, ast.Constant) and isinstance(e.value, str)
                )
    return None
