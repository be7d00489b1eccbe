"""Functions and annotations, as code and instructions."""

import ast
from abc import abstractmethod

from samepath.linter.program import ir
from samepath.linter.program.ir import Block, Code, Node
from samepath.linter.program.lower.binding import bound_names
from samepath.linter.program.lower.expressions import ExpressionLowering
from samepath.linter.program.lower.scopes import Scope

FunctionTree = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class FunctionLowering(ExpressionLowering):
    """Lower functions; `StatementLowering` knows what is in them."""

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

    def enter(self, node: FunctionTree, name: str, site: int) -> Code:
        """Lower a function's body in a scope of its own."""
        arguments = node.args
        positional = tuple(a.arg for a in [*arguments.posonlyargs, *arguments.args])
        keyword_only = tuple(a.arg for a in arguments.kwonlyargs)
        rest = arguments.vararg.arg if arguments.vararg else ""
        rest_keywords = arguments.kwarg.arg if arguments.kwarg else ""
        tree = [node.body] if isinstance(node, ast.Lambda) else node.body
        bound, globals_, nonlocals = bound_names(tree, walrus=self.walrus)
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

    def annotations(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> tuple[tuple[str, Node], ...]:
        """Lower the annotations of a function."""
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        pairs = [(a.arg, self.annotation(a.annotation)) for a in every if a.annotation]
        if node.returns is not None:
            pairs.append(("return", self.annotation(node.returns)))
        return tuple(pairs)

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
            lower = self.expression if is_literal(node.value) else self.annotation
            parts = tuple((False, lower(e)) for e in elements)
            key = parts[0][1] if len(parts) == 1 else (ir.SEQUENCE, self.site(node), "tuple", parts)
            return (ir.ITEM, self.site(node), self.expression(node.value), key)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            both = (self.annotation(node.left), self.annotation(node.right))
            return (ir.OPERATE, self.site(node), "|", both)
        return self.expression(node)

    @abstractmethod
    def block(self, body: list[ast.stmt]) -> Block:
        """Lower statements in order."""


def is_literal(node: ast.expr) -> bool:
    """Tell whether texts in a type's brackets are values, not forward references."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return bool(name == "Literal")


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
