"""What becomes of the value of each call in a function's own code."""

from collections.abc import Callable
from typing import Literal

from samepath.dataclass import dataclass, field
from samepath.linter.program import ir
from samepath.linter.program.ir import Block, Code, Node

WAITS = (ir.AWAIT, ir.YIELD, ir.YIELD_FROM)
Use = Literal["used", "awaited", "dropped", "tested", "returned"]
"""Handed on, waited for, thrown away, asked whether it is true, returned."""


@dataclass(slots=True, eq=False)
class Uses:
    """The calls of one function's code: what becomes of each, and the calls inside it."""

    code: Code
    calls: dict[int, Use] = field(default_factory=dict)
    nodes: dict[int, Node] = field(default_factory=dict)
    """Site to the call itself."""
    kept: dict[int, str] = field(default_factory=dict)
    """Site to the variable that the value is kept in, and nowhere else."""
    values: dict[str, list[Node]] = field(default_factory=dict)
    """Variable to what it is assigned, and what is appended to it."""
    loads: dict[str, set[Use]] = field(default_factory=dict)
    """Variable to what becomes of its value where it is read."""

    def of(self, site: int) -> Use | None:
        """Answer what becomes of a call's value, or None if no call stands there."""
        name = self.kept.get(site)
        if name is None:
            return self.calls.get(site)
        found = self.loads.get(name, set())
        if name in self.code.captured or "used" in found or "awaited" in found:
            return "used"
        if len(found) > 1:
            return "used"
        return next(iter(found), "dropped")

    def within(self, site: int) -> list[int]:
        """List the calls in the arguments of a call that are not awaited there.

        What a variable among them was assigned, or was given by `append`, counts as well.
        """
        found, names = unawaited(self.nodes[site][3:])
        for name in names:
            for value in self.values.get(name, ()):
                found += unawaited(value)[0]
        return found


def uses_in(code: Code) -> Uses:
    """Answer what becomes of the calls of a function, nested functions left out."""
    uses = Uses(code)
    visit_block(code.body, uses)
    return uses


def visit_statement(node: Node, uses: Uses) -> None:
    """Visit the expressions of a statement, and the statements in it."""
    kind = node[0]
    visit_own = STATEMENTS.get(kind)
    if visit_own is not None:
        visit_own(node, uses)
    elif kind == ir.ASSIGN and is_local(node[2]):
        visit_kept(node[3], node[2][0][1], uses)
    elif kind == ir.ANNOTATE and node[2][0] == ir.SET_LOCAL and node[3] is not None:
        visit_kept(node[4], node[2][1], uses)
    else:
        visit_each(node[1:], uses)


def visit_block(block: Block, uses: Uses) -> None:
    """Visit statements."""
    for statement in block:
        visit_statement(statement, uses)


def visit_branch(node: Node, uses: Uses) -> None:
    """Visit `if` and `while`."""
    visit(node[2], "tested", uses)
    visit_block(node[3], uses)
    visit_block(node[4], uses)


def visit_for(node: Node, uses: Uses) -> None:
    """Visit `for`."""
    visit(node[3], "used", uses)
    visit_block(node[4], uses)
    visit_block(node[5], uses)


def visit_try(node: Node, uses: Uses) -> None:
    """Visit `try`."""
    visit_block(node[2], uses)
    for _, _, _, body in node[3]:
        visit_block(body, uses)
    visit_block(node[4], uses)
    visit_block(node[5], uses)


def visit_with(node: Node, uses: Uses) -> None:
    """Visit `with`: a manager is used."""
    for _, manager, _ in node[2]:
        visit(manager, "used", uses)
    visit_block(node[3], uses)


def visit_match(node: Node, uses: Uses) -> None:
    """Visit `match`."""
    visit(node[2], "used", uses)
    for _, patterns, guard, body in node[3]:
        visit_each((patterns, guard), uses)
        visit_block(body, uses)


def visit_definition(node: Node, uses: Uses) -> None:
    """Visit the decorators and defaults of a definition; its body runs by itself."""
    for _, decorator in node[4] if node[0] == ir.DEFINE else node[6]:
        visit(decorator, "used", uses)
    if node[0] == ir.DEFINE:
        visit(node[3], "used", uses)


def nothing(node: Node, uses: Uses) -> None:
    """Pass: an import holds no calls."""


def is_local(targets: tuple[Node, ...]) -> bool:
    """Tell whether an assignment has one target, a variable of the function."""
    return len(targets) == 1 and targets[0][0] == ir.SET_LOCAL


def visit_kept(value: Node | None, name: str, uses: Uses) -> None:
    """Visit what a variable is assigned."""
    visit(value, "used", uses)
    if value is not None:
        uses.values.setdefault(name, []).append(value)
        if value[0] == ir.CALL:
            uses.kept[value[1]] = name


def visit(node: object, use: Use, uses: Uses) -> None:
    """Visit an expression whose value is used in a way."""
    if not isinstance(node, tuple) or not node:
        return
    if type(node[0]) is not int:
        visit_each(node, uses)
        return
    visit_own = EXPRESSIONS.get(node[0])
    if visit_own is not None:
        visit_own(node, use, uses)
    else:
        visit_each(node[1:], uses)


def visit_load(node: Node, use: Use, uses: Uses) -> None:
    """Note what becomes of a variable's value."""
    uses.loads.setdefault(node[1], set()).add(use)


def visit_call(node: Node, use: Use, uses: Uses) -> None:
    """Note what becomes of a call's value."""
    uses.calls[node[1]] = use
    uses.nodes[node[1]] = node
    function = node[2]
    if function[0] == ir.ATTRIBUTE and function[3] == "append" and function[2][0] == ir.LOCAL:
        uses.values.setdefault(function[2][1], []).extend(value for _, value in node[3])
    visit_each(node[2:], uses)


def visit_logic(node: Node, use: Use, uses: Uses) -> None:
    """Visit `and` and `or`: all but the last operand are asked whether they are true."""
    for operand in node[2][:-1]:
        visit(operand, "used" if use == "used" else "tested", uses)
    visit(node[2][-1], use, uses)


def visit_choice(node: Node, use: Use, uses: Uses) -> None:
    """Visit `yes if test else no`."""
    visit(node[2], "tested", uses)
    visit(node[3], use, uses)
    visit(node[4], use, uses)


def unawaited(node: object) -> tuple[list[int], list[str]]:
    """List the calls and variables in an expression, without what is awaited there."""
    calls: list[int] = []
    names: list[str] = []
    stack = [node]
    while stack:
        part = stack.pop()
        if not isinstance(part, tuple) or not part:
            continue
        kind = part[0] if type(part[0]) is int else -1
        if kind in WAITS and len(part) == ir.SIZES[ir.AWAIT]:
            continue
        if is_variable(part):
            names.append(part[1])
        elif kind == ir.CALL and ir.is_kind(part, ir.CALL):
            calls.append(part[1])
        stack.extend(part)
    return calls, names


def is_variable(part: Node) -> bool:
    """Tell whether a tuple reads a variable, and not just looks like it."""
    kind, *rest = part
    return kind == ir.LOCAL and len(rest) == 1 and isinstance(rest[0], str)


def visit_comprehension(node: Node, use: Use, uses: Uses) -> None:
    """Visit a comprehension: what is made of elements goes where the whole goes."""
    for _, _, iterable, tests in node[3]:
        visit(iterable, "used", uses)
        for test in tests:
            visit(test, "tested", uses)
    made: Use = "dropped" if use == "dropped" else "used"
    visit(node[4], made, uses)
    visit(node[5], made, uses)


def visit_each(parts: tuple[object, ...], uses: Uses) -> None:
    """Visit parts whose values go into something else."""
    for part in parts:
        visit(part, "used", uses)


STATEMENTS: dict[int, Callable[[Node, Uses], None]] = {
    ir.DO: lambda node, uses: visit(node[1], "dropped", uses),
    ir.RETURN: lambda node, uses: visit(node[2], "returned", uses),
    ir.IF: visit_branch,
    ir.WHILE: visit_branch,
    ir.FOR: visit_for,
    ir.TRY: visit_try,
    ir.WITH: visit_with,
    ir.MATCH: visit_match,
    ir.DEFINE: visit_definition,
    ir.CLASS: visit_definition,
    ir.IMPORT: nothing,
    ir.IMPORT_FROM: nothing,
    ir.STAR_IMPORT: nothing,
}
EXPRESSIONS: dict[int, Callable[[Node, Use, Uses], None]] = {
    ir.LOCAL: visit_load,
    ir.CALL: visit_call,
    ir.AWAIT: lambda node, _, uses: visit(node[2], "awaited", uses),
    ir.YIELD: lambda node, _, uses: visit(node[2], "awaited", uses),
    ir.YIELD_FROM: lambda node, _, uses: visit(node[2], "awaited", uses),
    ir.NOT: lambda node, _, uses: visit(node[1], "tested", uses),
    ir.LOGIC: visit_logic,
    ir.CHOOSE: visit_choice,
    ir.COMPREHEND: visit_comprehension,
}
