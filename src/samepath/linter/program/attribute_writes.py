"""Through what functions write an attribute, and on what they call a method.

Asked of one function's instructions; what a local variable stands for is what was assigned to it.
"""

from collections.abc import Iterator

from samepath.linter.program import ir
from samepath.linter.program.ir import Block, Code, Node
from samepath.linter.program.writes import MUTATORS

BODIES = {
    ir.IF: (3, 4), ir.FOR: (4, 5), ir.WHILE: (3, 4), ir.TRY: (2, 4, 5), ir.WITH: (3,),
}  # fmt: skip
"""Where a statement has blocks of its own."""
ARMS = {ir.TRY: 3, ir.MATCH: 3}
"""Where a statement has handlers or cases, whose last part is a block."""


def statements(block: Block) -> Iterator[Node]:
    """Yield every statement of a block, inner ones included, definitions' bodies left out."""
    for node in block:
        yield node
        for position in BODIES.get(node[0], ()):
            yield from statements(node[position])
        for arm in node[ARMS[node[0]]] if node[0] in ARMS else ():
            yield from statements(arm[3])


def calls(node: object) -> Iterator[Node]:
    """Yield the calls inside an instruction, definitions' bodies left out."""
    if isinstance(node, tuple) and node:
        if ir.is_kind(node, ir.CALL):
            yield node
        for part in node:
            yield from calls(part)


def targets(node: Node) -> Iterator[Node]:
    """Yield the places that a statement itself assigns."""
    if node[0] in (ir.ASSIGN, ir.DELETE):
        yield from node[2]
    elif node[0] in (ir.AUGMENT, ir.ANNOTATE, ir.FOR):
        yield node[2]
    elif node[0] == ir.WITH:
        yield from (item[2] for item in node[2] if item[2] is not None)


def places(target: Node) -> Iterator[Node]:
    """Yield the single places of a target."""
    if target[0] == ir.UNPACK:
        for _, part in target[1]:
            yield from places(part)
    else:
        yield target


def heads(code: Code, name: str) -> list[tuple[Node, int]]:
    """List the expressions whose attribute of a name a function writes or changes; and where."""
    found: list[tuple[Node, int]] = []
    for statement in statements(code.body):
        for target in targets(statement):
            for place in places(target):
                owner = place[2] if place[0] == ir.ITEM else place
                if owner[0] == ir.ATTRIBUTE and owner[3] == name:
                    found.append((owner[2], place[1]))
    for call in calls(code.body):
        function = call[2]
        if function[0] == ir.ATTRIBUTE and function[3] in MUTATORS:
            owner = function[2]
            if owner[0] == ir.ATTRIBUTE and owner[3] == name:
                found.append((owner[2], call[1]))
        elif sets(call, name):
            found.append((call[3][0][1], call[1]))
    return found


def sets(call: Node, name: str) -> bool:
    """Tell whether a call is `setattr(object, "name", value)`."""
    function, given = call[2], call[3]
    is_setattr = function[0] == ir.GLOBAL and function[1] == "setattr" and len(given) > 1
    return is_setattr and given[1][1] == (ir.CONST, name)


def assigned(code: Code, name: str) -> list[Node]:
    """List what a function assigns to one of its variables."""
    return [
        statement[3] if statement[0] == ir.ASSIGN else statement[4]
        for statement in statements(code.body)
        if statement[0] == ir.ASSIGN or (statement[0] == ir.ANNOTATE and statement[4] is not None)
        for target in targets(statement)
        if target == (ir.SET_LOCAL, name)
    ]


def receivers(code: Code, method: str) -> list[Node]:
    """List the expressions on which a function calls a method."""
    return [
        call[2][2]
        for call in calls(code.body)
        if call[2][0] == ir.ATTRIBUTE and call[2][3] == method
    ]


def handed_over(code: Code, function: Code, name: str) -> list[Node]:
    """List what a function hands over as a parameter where it calls another by its name."""
    position = function.parameters.index(name)
    found: list[Node] = []
    for call in calls(code.body):
        callee, given = call[2], call[3]
        if callee[0] == ir.ATTRIBUTE and callee[3] == function.name:
            at = position - (function.parameters[0] in ("self", "cls"))
        elif callee[0] == ir.GLOBAL and callee[1] == function.name:
            at = position
        else:
            continue
        found += [value for keyword, value in call[4] if keyword == name]
        if 0 <= at < len(given) and not any(starred for starred, _ in given[: at + 1]):
            found.append(given[at][1])
    return found
