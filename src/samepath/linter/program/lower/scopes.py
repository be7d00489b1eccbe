"""Scopes: which names a function, class body or module binds."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

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
