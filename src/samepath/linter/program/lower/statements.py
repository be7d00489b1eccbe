"""Statements, as instructions."""

import ast
from collections.abc import Callable
from typing import Any

from samepath.linter.program import ir
from samepath.linter.program.creation import Alias, Guard
from samepath.linter.program.ir import Block, Code, Node
from samepath.linter.program.lower.binding import bound_names
from samepath.linter.program.lower.expressions import OPERATORS
from samepath.linter.program.lower.patterns import PatternLowering
from samepath.linter.program.lower.scopes import Scope


class StatementLowering(PatternLowering):
    """Lower statements and classes of one module."""

    def block(self, body: list[ast.stmt]) -> Block:
        """Lower statements in order; those that say nothing vanish."""
        lowered: list[Node] = []
        depth = len(self.guards)
        for statement in body:
            lower = STATEMENTS.get(type(statement))
            if lower is not None:
                lowered.append(lower(self, statement))
                if isinstance(statement, ast.If | ast.Try) and leaves(statement.body):
                    # `if cached is not None: return cached` guards all that follows.
                    self.guard(lowered[-1][2])
        self.unguard(depth)
        return tuple(lowered)

    def guard(self, node: Node) -> None:
        """Let a test or an attempt guard what is lowered from now on."""
        self.guards.append(Guard(node, self.scope.aliases, self.answer, len(self.spans)))

    def unguard(self, depth: int) -> None:
        """End the guards beyond the first ones."""
        for guard in self.guards[depth:]:
            guard.last = len(self.spans)
        del self.guards[depth:]

    def if_(self, node: ast.If) -> Node:
        """Lower a branch; what it tests guards the writes in its arms."""
        site = self.site(node.test)
        test = self.expression(node.test)
        self.guard(test)
        arms = self.block(node.body), self.block(node.orelse)
        self.unguard(len(self.guards) - 1)
        return (ir.IF, site, test, *arms)

    def assign(self, node: ast.Assign) -> Node:
        """Lower `a = b = value`."""
        value = self.value = self.expression(node.value)
        targets = tuple(self.target(t) for t in node.targets)
        self.value = None
        for target in targets:
            self.remember(target, value)
        return (ir.ASSIGN, self.site(node), targets, value)

    def remember(self, target: Node, value: Node) -> None:
        """Remember what a local variable was assigned."""
        if target[0] == ir.SET_LOCAL and self.scope.kind == "function":
            aliases = self.scope.aliases
            aliases[target[1]] = Alias(value, aliases.get(target[1]))

    def augment(self, node: ast.AugAssign) -> Node:
        """Lower `target += value`."""
        value = self.expression(node.value)
        loaded = self.expression(as_load(node.target))
        operator = OPERATORS[type(node.op)]
        return (ir.AUGMENT, self.site(node), self.target(node.target), operator, value, loaded)

    def annotate(self, node: ast.AnnAssign) -> Node:
        """Lower `target: annotation = value`."""
        annotation = self.annotation(node.annotation)
        value = self.value = self.expression(node.value) if node.value else None
        site, target = self.site(node), self.target(node.target)
        self.value = None
        if value is not None:
            self.remember(target, value)
        return (ir.ANNOTATE, site, target, annotation, value)

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
        body = self.block(node.body)
        handlers = []
        self.guard(body)
        for handler in node.handlers:
            kind = self.expression(handler.type) if handler.type else None
            name = self.store(handler.name, handler) if handler.name else None
            handlers.append((self.site(handler), kind, name, self.block(handler.body)))
        self.unguard(len(self.guards) - 1)
        return (
            ir.TRY, self.site(node), body, tuple(handlers),
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
        bound, globals_, nonlocals = bound_names(node.body, walrus=self.walrus)
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
            self.stars.append((module, node.level))
            return (ir.STAR_IMPORT, self.site(node), module, node.level)
        names = tuple((a.name, self.store(a.asname or a.name, node)) for a in node.names)
        return (ir.IMPORT_FROM, self.site(node), module, node.level, names)


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


STATEMENTS: dict[type[ast.stmt], Callable[[Any, Any], Node]] = {
    ast.Expr: lambda s, n: (ir.DO, s.expression(n.value)),
    ast.Assign: StatementLowering.assign,
    ast.AugAssign: StatementLowering.augment,
    ast.AnnAssign: StatementLowering.annotate,
    ast.Return: lambda s, n: (ir.RETURN, s.site(n), s.expression(n.value) if n.value else None),
    ast.If: StatementLowering.if_,
    ast.For: StatementLowering.for_,
    ast.AsyncFor: StatementLowering.for_,
    ast.While: lambda s, n: (
        ir.WHILE, s.site(n.test), s.expression(n.test), s.block(n.body), s.block(n.orelse),
    ),
    ast.Try: StatementLowering.try_,
    ast.TryStar: StatementLowering.try_,
    ast.With: StatementLowering.with_,
    ast.AsyncWith: StatementLowering.with_,
    ast.Raise: lambda s, n: (
        ir.RAISE, s.site(n),
        s.expression(n.exc) if n.exc else None, s.expression(n.cause) if n.cause else None,
    ),
    ast.Delete: lambda s, n: (ir.DELETE, s.site(n), tuple(s.target(t) for t in n.targets)),
    ast.FunctionDef: StatementLowering.define,
    ast.AsyncFunctionDef: StatementLowering.define,
    ast.ClassDef: StatementLowering.class_,
    ast.Import: StatementLowering.import_,
    ast.ImportFrom: StatementLowering.import_from,
    ast.Match: StatementLowering.match,
    ast.Break: lambda s, n: (ir.BREAK, s.site(n)),
    ast.Continue: lambda s, n: (ir.CONTINUE, s.site(n)),
    ast.Assert: lambda s, n: (
        ir.ASSERT, s.site(n.test), s.expression(n.test), s.expression(n.msg) if n.msg else None,
    ),
}  # fmt: skip
