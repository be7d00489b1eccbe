"""Which names a scope binds, as its statements say."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from samepath.dataclass import dataclass

COMPREHENSIONS = {
    ast.ListComp: "list", ast.SetComp: "set", ast.GeneratorExp: "generator", ast.DictComp: "dict",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one scope while they are collected."""

    bound: set[str]
    globals: set[str]
    nonlocals: set[str]
    walrus: bool


Stack = list[ast.AST]


def bound_names(
    body: Sequence[ast.AST], *, walrus: bool = True
) -> tuple[set[str], set[str], set[str]]:
    """Collect the names that a scope binds, declares global, and declares nonlocal.

    Without a walrus anywhere, expressions bind nothing and are not gone through.
    """
    names = Names(set(), set(), set(), walrus)
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        binds = BINDS.get(type(node))
        if binds is not None:
            binds(node, names, stack)
        elif walrus or not isinstance(node, ast.expr):
            stack.extend(ast.iter_child_nodes(node))
    return names.bound - names.globals - names.nonlocals, names.globals, names.nonlocals


def bind_name(node: ast.Name, names: Names, _: Stack) -> None:
    """Note a name that is not just read."""
    if type(node.ctx) is not ast.Load:
        names.bound.add(node.id)


def bind_function(node: ast.FunctionDef | ast.AsyncFunctionDef, names: Names, stack: Stack) -> None:
    """Note a definition, and leave its body alone."""
    names.bound.add(node.name)
    if names.walrus:
        stack.extend(node.decorator_list)
        stack.extend(node.args.defaults)
        stack.extend(d for d in node.args.kw_defaults if d)


def bind_class(node: ast.ClassDef, names: Names, stack: Stack) -> None:
    """Note a class, and leave its body alone."""
    names.bound.add(node.name)
    if names.walrus:
        stack.extend(node.decorator_list)
        stack.extend(node.bases)
        stack.extend(node.keywords)


def bind_imports(node: ast.Import | ast.ImportFrom, names: Names, _: Stack) -> None:
    """Note what an import binds."""
    for alias in node.names:
        if alias.name != "*":
            names.bound.add(alias.asname or alias.name.partition(".")[0])


def bind_handler(node: ast.ExceptHandler, names: Names, stack: Stack) -> None:
    """Note the name of an exception."""
    if node.name:
        names.bound.add(node.name)
    if names.walrus and node.type:
        stack.append(node.type)
    stack.extend(node.body)


def bind_pattern(
    node: ast.MatchAs | ast.MatchStar | ast.MatchMapping, names: Names, stack: Stack
) -> None:
    """Note what a pattern binds."""
    name = node.rest if isinstance(node, ast.MatchMapping) else node.name
    if name:
        names.bound.add(name)
    stack.extend(ast.iter_child_nodes(node))


def bind_targets(node: ast.Assign | ast.Delete, names: Names, stack: Stack) -> None:
    """Go through targets, and through the value only if a walrus may be in it."""
    stack.extend(node.targets)
    if names.walrus and isinstance(node, ast.Assign):
        stack.append(node.value)


def bind_arms(node: ast.If | ast.While, names: Names, stack: Stack) -> None:
    """Go through the blocks of a branch or loop."""
    stack.extend(node.body)
    stack.extend(node.orelse)
    if names.walrus:
        stack.append(node.test)


def bind_nothing(node: ast.AST, names: Names, stack: Stack) -> None:
    """Leave alone what binds names of its own only, unless a walrus may be in it."""
    if names.walrus:
        if isinstance(node, ast.Lambda):
            stack.extend(node.args.defaults)
        elif type(node) in COMPREHENSIONS:
            stack.extend(n for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
        else:
            stack.extend(ast.iter_child_nodes(node))


def bind_parts(node: ast.Tuple | ast.List | ast.Starred, _: Names, stack: Stack) -> None:
    """Go through the parts of a target."""
    stack.extend([node.value] if isinstance(node, ast.Starred) else node.elts)


BINDS: dict[type[ast.AST], Callable[[Any, Names, Stack], None]] = {
    ast.Name: bind_name, ast.FunctionDef: bind_function, ast.AsyncFunctionDef: bind_function,
    ast.ClassDef: bind_class, ast.Import: bind_imports, ast.ImportFrom: bind_imports,
    ast.Global: lambda n, names, _: names.globals.update(n.names),
    ast.Nonlocal: lambda n, names, _: names.nonlocals.update(n.names),
    ast.ExceptHandler: bind_handler, ast.MatchAs: bind_pattern, ast.MatchStar: bind_pattern,
    ast.MatchMapping: bind_pattern, ast.Assign: bind_targets, ast.Delete: bind_targets,
    ast.If: bind_arms, ast.While: bind_arms,
    ast.Tuple: bind_parts, ast.List: bind_parts, ast.Starred: bind_parts,
    ast.Expr: bind_nothing, ast.Return: bind_nothing, ast.Raise: bind_nothing,
    ast.Assert: bind_nothing, ast.Lambda: bind_nothing,
    **dict.fromkeys(COMPREHENSIONS, bind_nothing),
}  # fmt: skip
