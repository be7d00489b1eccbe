"""What is raised in a `try` of the same function goes to its handler, not to those who called."""

import builtins
from typing import TYPE_CHECKING

from samepath.dataclass import dataclass
from samepath.linter.program import ir
from samepath.linter.program.ir import Block, Node

if TYPE_CHECKING:
    from samepath.linter.analysis.operation_tree import Tree

ALL = frozenset({"", "Exception", "BaseException"})
"""What a handler names that takes everything that code raises."""
ASSERTION = "AssertionError"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A `try` around the code at hand: its handlers, and what can follow it."""

    handlers: tuple[Node, ...]
    rest: "tuple[Tree, ...]"
    in_loop: "Tree | None"

    def handler_of(self, name: str) -> Block | None:
        """Answer the block that takes an exception of a name, if one surely does."""
        for _, kind, _, body in self.handlers:
            if kind is None or any(takes(wanted, name) for wanted in names_of(kind)):
                return tuple(body)
        return None


def takes(wanted: str, name: str) -> bool:
    """Tell whether a handler of one exception takes another."""
    if wanted in ALL or wanted == name:
        return True
    above, below = getattr(builtins, wanted, None), getattr(builtins, name, None)
    return isinstance(above, type) and isinstance(below, type) and issubclass(below, above)


def names_of(node: Node) -> list[str]:
    """List what a handler, or a `raise`, names: last names, of a tuple all of them."""
    if node[0] == ir.SEQUENCE:
        return [name for _, part in node[3] for name in names_of(part)]
    if node[0] == ir.CALL:
        return names_of(node[2])
    if node[0] == ir.ATTRIBUTE:
        return [node[3]]
    return [node[1]] if node[0] in (ir.GLOBAL, ir.LOCAL, ir.FREE, ir.CLASS_NAME) else ["?"]


def raised_in(node: object) -> list[str]:
    """List what statements raise and do not handle: `?` where nobody can tell."""
    if not isinstance(node, tuple) or not node:
        return []
    if ir.is_kind(node, ir.RAISE):
        return names_of(node[2]) if node[2] is not None else ["?"]
    if not ir.is_kind(node, ir.TRY):
        return [name for part in node for name in raised_in(part)]
    own = Attempt(node[3], (), None)
    left = [name for name in raised_in(node[2]) if own.handler_of(name) is None]
    return left + raised_in(node[3:])


def is_handled_here(attempt: Node) -> bool:
    """Tell whether a `try` handles all that is seen to be raised in its body."""
    own = Attempt(attempt[3], (), None)
    names = raised_in(attempt[2]) or ["Exception"]
    return all(own.handler_of(name) is not None for name in names)
