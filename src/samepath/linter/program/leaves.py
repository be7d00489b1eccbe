"""Functions of one shape that are workflows where they issue operations, and steps where not."""

from samepath.linter.program.ir import Code, uses_of
from samepath.linter.program.objects import Bound, Function, Object, Partial
from samepath.rules.dialects import Dialect


def is_leaf(item: Object, dialect: Dialect) -> bool:
    """Tell whether a callable neither issues operations on its context nor passes it on.

    The context is the first argument that the engine gives it.
    """
    given = 0
    while isinstance(item, Partial) and len(item.function[0]) == 1:
        given += len(item.arguments)
        item = item.function[0][0]
    if isinstance(item, Bound):
        return issues_none(item.function.code, given + 1, dialect)
    if not isinstance(item, Function):
        return False
    is_method = item.owner is not None and item.kind != "static"
    return issues_none(item.code, given + is_method, dialect)


def issues_none(code: Code, position: int, dialect: Dialect) -> bool:
    """Tell whether a body uses the context at this position for no operation."""
    if position >= len(code.parameters):
        return not code.rest
    return not uses_of(code, code.parameters[position]) & (issuing(dialect) | {""})


def issuing(dialect: Dialect) -> frozenset[str]:
    """List the members of a context that issue operations, or make another context."""
    split = (name.rpartition(".") for name in (*dialect.operations, *dialect.makes))
    return frozenset(member for owner, _, member in split if owner in dialect.context_types)
