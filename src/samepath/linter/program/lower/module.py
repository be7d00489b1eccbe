"""From one file's tree to its index."""

import ast
from typing import TypeGuard

from samepath.linter.program.ir import Code, ModuleIndex
from samepath.linter.program.lower.binding import bound_names
from samepath.linter.program.lower.scopes import Scope
from samepath.linter.program.lower.statements import StatementLowering


def index_module(tree: ast.Module, lines: int = 0, *, walrus: bool = True) -> ModuleIndex:
    """Lower one module's tree. Raises RecursionError where nesting is too deep.

    `walrus` may be false where the text has no `:=`.
    """
    lowering = StatementLowering()
    lowering.walrus = walrus
    lowering.short = {node.name: node for node in tree.body if is_short(node)}
    bound, _, _ = bound_names(tree.body, walrus=walrus)
    lowering.scope = Scope("module", "", None, bound, set(), set())
    body = Code("", "", "module", -1, (), (), "", "", ())
    body.body = lowering.block(tree.body)
    body.attributes = frozenset(lowering.scope.attributes)
    body.captured = frozenset(lowering.scope.captured)
    return ModuleIndex(
        body, lowering.spans, frozenset(bound), tuple(lowering.stars), exported_names(tree),
        tuple(lowering.functions), tuple(lowering.writes),
        frozenset(lowering.rebinds),
        {site: (guard.first, guard.last) for site, guard in lowering.created.items()}, lines,
    )  # fmt: skip


def is_short(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Tell whether a statement defines a function that only returns an expression."""
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    *before, last = node.body
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and all(isinstance(b, ast.Expr) and isinstance(b.value, ast.Constant) for b in before)
    )


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
