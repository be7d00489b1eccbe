"""Mutants: copies of a module that differ in one place, in a way that the tests should notice.

Not mutated: numbers that only tune (module-level ones, and defaults of parameters), messages,
logging, annotations, and what only type checkers see.
"""

import ast
import itertools
from collections.abc import Iterator

SQL_WORDS = ("select ", "insert ", "update ", "delete ", "where ", "with recursive")
SQL = (
    (" and ", " or "),
    (" or ", " and "),
    (" = ?", " <> ?"),
    ("= 'running'", "<> 'running'"),
    ("= 'queued'", "<> 'queued'"),
    (" on conflict do nothing", ""),
    ("\non conflict do nothing", ""),
    (" is null", " is not null"),
    (" is not null", " is null"),
    (" < ", " > "),
    (" > ", " < "),
    (" + 1", " + 0"),
    (" desc", ""),
    ("not in ", "in "),
    ("exists", "not exists"),
    ("executor = null", "executor = executor"),
)
COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add}


def mutants(text: str) -> list[tuple[str, str]]:
    """Return every mutant of a module: what was done where, and the text that came of it."""
    tree = ast.parse(text)
    whole = ast.dump(tree)
    found = []
    for index in range(len(list(_places(tree)))):
        mutated = ast.parse(text)
        node, change = next(itertools.islice(_places(mutated), index, None))
        before, line = _brief(node), node.lineno
        change()
        if ast.dump(mutated) != whole:
            found.append((f"{line}: {before} -> {change.__doc__}", ast.unparse(mutated)))
    return found


def _brief(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, object]]:
    """Yield each node that can be changed, with the function that changes it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _in_sql(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _left_out(node.body)
            for statement in node.body:
                for inner in _inside(statement):
                    yield from _of(inner)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a statement, leaving out functions in it (they come by themselves) and annotations."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"} or (
            isinstance(node, ast.AnnAssign) and name == "target"
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(
                child, ast.FunctionDef | ast.AsyncFunctionDef
            ):
                yield from _inside(child)


def _of(node: ast.AST) -> Iterator[tuple[ast.AST, object]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        yield (
            node,
            _set(node, "ops", [COMPARED[type(node.ops[0])](), *node.ops[1:]], "the opposite"),
        )
    if isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield node, _set(node, "op", other, "and for or, or for and")
    if isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        yield node, _set(node, "op", COUNTED[type(node.op)](), "minus for plus, plus for minus")
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield node, _set(node, "value", not node.value, "the opposite")
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield node, _set(node, "value", node.value + 1, "one more")
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield node.test, _set(node, "test", ast.UnaryOp(ast.Not(), node.test), "negated")
    if isinstance(node, ast.Return) and node.value is not None and not _none(node.value):
        yield node, _set(node, "value", ast.Constant(None), "nothing is returned")
    for name in ("body", "orelse", "finalbody", "handlers"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield from _left_out(block)


def _left_out(block: list[ast.AST]) -> Iterator[tuple[ast.AST, object]]:
    for index, statement in enumerate(block):
        effect = isinstance(statement, ast.Expr) and isinstance(
            statement.value, ast.Call | ast.Await
        )
        effect = effect or isinstance(statement, ast.Raise | ast.AugAssign | ast.Break)
        stored = isinstance(statement, ast.Assign) and isinstance(
            statement.targets[0], ast.Attribute | ast.Subscript
        )
        if (effect or stored) and "log." not in ast.unparse(statement):

            def leave_out(index: int = index) -> None:
                """left out"""
                block[index] = ast.Pass()

            yield statement, leave_out


def _in_sql(node: ast.Constant) -> Iterator[tuple[ast.AST, object]]:
    text = node.value
    if any(word in text for word in SQL_WORDS) and text.islower() | ("{" in text) | ("?" in text):
        for old, new in SQL:
            start = text.find(old)
            while start >= 0:
                changed = text[:start] + new + text[start + len(old) :]
                yield node, _set(node, "value", changed, f"{old.strip()} becomes {new.strip()}")
                start = text.find(old, start + 1)


def _none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _set(node: ast.AST, field: str, value: object, what: str) -> object:
    def change() -> None:
        setattr(node, field, value)

    change.__doc__ = what
    return change
