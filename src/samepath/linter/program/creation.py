"""Is a write the creation of something on first use? Asked while code is lowered.

`if key not in CACHE: CACHE[key] = make(key)` and its relatives: an early return of what is
found, a `try` around the look-up, a local variable that was read first, `X = X or make()`. A
function of the module that only returns an expression is looked through.
"""

from collections.abc import Callable

from samepath.dataclass import dataclass
from samepath.linter.program import ir
from samepath.linter.program.ir import Node

NAMES = (ir.GLOBAL, ir.FREE, ir.LOCAL, ir.CLASS_NAME)
DEPTH = 4
"""So many assignments and functions are looked through, one behind the other."""
ASKING = frozenset({"getattr", "hasattr"})


@dataclass(frozen=True, slots=True)
class Alias:
    """What a local variable was assigned, and what it held before that."""

    value: Node
    before: "Alias | None"


Aliases = dict[str, Alias]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function that does nothing else returns."""

    parameters: tuple[str, ...]
    node: Node


Answers = Callable[[str], Answer | None]
"""What a function of the module answers, by its name."""


class Guard:
    """A test, or an attempt, that decides whether the code after it runs: sites [first, last)."""

    __slots__ = ("_names", "aliases", "answers", "first", "last", "node")

    def __init__(self, node: Node, aliases: Aliases, answers: Answers, first: int) -> None:
        self.node = node
        self.answers = answers
        self.aliases = dict(aliases)
        self.first = first
        self.last = first
        self._names: set[str] | None = None

    def asks_for(self, place: str) -> bool:
        """Tell whether the test looks at a place."""
        if self._names is None:
            self._names = mentions(self.node, self.aliases, self.answers)
        return place in self._names


def place_of(target: Node) -> str:
    """Write the place that a target writes: the container for an item, dotted; else nothing."""
    kind = target[0]
    if kind in (ir.SET_GLOBAL, ir.SET_FREE):
        return str(target[1])
    while kind == ir.ITEM:
        target = target[2]
        kind = target[0]
    return chain(target)


def chain(node: Node) -> str:
    """Write `a.b.c` for attributes that start at a name, else nothing."""
    names: list[str] = []
    while node[0] == ir.ATTRIBUTE:
        names.append(node[3])
        node = node[2]
    if node[0] not in NAMES:
        return ""
    names.append(node[1])
    return ".".join(reversed(names))


def mentions(node: object, aliases: Aliases, answers: Answers, depth: int = DEPTH) -> set[str]:
    """Collect the places that an expression looks at, through locals and short functions, too."""
    found: set[str] = set()
    stack: list[object] = [node]
    while stack:
        part = stack.pop()
        if not isinstance(part, tuple) or not part:
            continue
        if ir.is_kind(part, ir.ATTRIBUTE) and (place := chain(part)):
            found.add(place)
        elif ir.is_name(part, ir.GLOBAL) or ir.is_name(part, ir.FREE):
            found.add(part[1])
        elif len(part) == 2 and type(part[0]) is int and part[0] == ir.LOCAL:  # noqa: PLR2004
            found |= of_local(part[1], aliases, answers, depth)
        elif ir.is_kind(part, ir.CALL):
            if place := asked(part):
                found.add(place)
            elif depth and (answered := looked_through(part, answers)) is not part:
                found |= mentions(answered, aliases, answers, depth - 1)
        stack.extend(part)
    return found


def of_local(name: object, aliases: Aliases, answers: Answers, depth: int) -> set[str]:
    """Collect the places behind a local variable: itself, and what it was read from."""
    found = {str(name)}
    alias = aliases.get(str(name))
    while alias is not None and depth:
        depth -= 1
        others = {k: v for k, v in aliases.items() if k != name}
        behind = mentions(alias.value, others, answers, depth)
        found |= behind
        # `x = x + 1` is still made of what x was before.
        alias = alias.before if name in behind else None
    return found


def asked(call: Node) -> str:
    """Write the place that `getattr(x, "name", ...)` or `hasattr` asks for, else nothing."""
    function, arguments = call[2], call[3]
    if not ir.is_name(function, ir.GLOBAL) or function[1] not in ASKING or len(arguments) < 2:  # noqa: PLR2004
        return ""
    owner, name = chain(arguments[0][1]), arguments[1][1]
    return f"{owner}.{name[1]}" if owner and name[0] == ir.CONST else ""


def looked_through(node: Node, answers: Answers) -> Node:
    """Answer what a called function of the module returns, if it does nothing else."""
    for _ in range(DEPTH):
        if node[0] != ir.CALL or not ir.is_name(node[2], ir.GLOBAL):
            break
        answer = answers(node[2][1])
        if answer is None:
            break
        given: dict[str, Node] = dict.fromkeys(answer.parameters, (ir.CONST, None))
        given.update(zip(answer.parameters, (argument for _, argument in node[3]), strict=False))
        given.update((name, value) for name, value in node[4] if name in given)
        node = replaced(answer.node, given)
    return node


def replaced(node: Node, given: dict[str, Node]) -> Node:
    """Answer an expression with something else in the place of local variables."""
    if len(node) == 2 and node[0] == ir.LOCAL:  # noqa: PLR2004
        return given.get(node[1], node)
    return tuple(replaced(part, given) if isinstance(part, tuple) else part for part in node)


def is_first_of(value: Node, place: str, aliases: Aliases, answers: Answers) -> bool:
    """Tell whether a value is `PLACE or something new`."""
    value = looked_through(value, answers)
    if value[0] != ir.LOGIC or value[3] or chain(value[2][0]) != place:
        return False
    return place not in mentions(value[2][1:], aliases, answers)


def is_mark(target: Node, value: Node) -> bool:
    """Tell whether an item is only marked, as in `seen[key] = True`: nothing is created."""
    return bool(target[0] == ir.ITEM and value[0] == ir.CONST and value[1] is not None)
