"""What the names in a function mean, as far as rewriting a program needs it."""

import ast
from collections.abc import Iterator

FunctionTree = ast.FunctionDef | ast.AsyncFunctionDef
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def functions(
    tree: ast.AST, outer: tuple[FunctionTree, ...] = ()
) -> Iterator[tuple[FunctionTree, ...]]:
    """Yield every function with the functions around it, itself last."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FunctionTree):
            yield (*outer, node)
            yield from functions(node, (*outer, node))
        elif not isinstance(node, ast.Lambda):
            yield from functions(node, outer)


def own_nodes(function: FunctionTree) -> Iterator[ast.AST]:
    """Yield what stands in a function's body, without what nested scopes hold."""
    stack: list[ast.AST] = list(reversed(function.body))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, FunctionTree | ast.ClassDef | ast.Lambda):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))


def parameters(function: FunctionTree) -> set[str]:
    """List a function's parameters."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [a for a in (arguments.vararg, arguments.kwarg) if a]
    return {a.arg for a in every}


def declared(function: FunctionTree) -> set[str]:
    """List the names that a function declares global or nonlocal."""
    found: set[str] = set()
    for node in own_nodes(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.update(node.names)
    return found


def bound(function: FunctionTree) -> set[str]:
    """List the names that belong to a function: parameters, and whatever its body binds."""
    names = parameters(function)
    for node in own_nodes(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, FunctionTree | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names.update((a.asname or a.name).partition(".")[0] for a in node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            names.add(node.name)
    return names - declared(function)


def loaded(node: ast.AST) -> list[str]:
    """List the names that an expression reads, in order, each once."""
    found = [n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    found.sort(key=lambda n: (n.lineno, n.col_offset))
    return list(dict.fromkeys(n.id for n in found))


def is_generator(function: FunctionTree) -> bool:
    """Tell whether a function is a generator."""
    return any(isinstance(n, ast.Yield | ast.YieldFrom) for n in own_nodes(function))
