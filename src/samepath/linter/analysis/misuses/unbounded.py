"""Loops that issue operations and that nothing ever leaves."""

from collections.abc import Iterator

from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.operation_tree import Builder, Tree, operations_of
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import RUN


def endless_loops(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the loops of a workflow's own code that issue operations for ever."""
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN:
            continue
        for loop in endless(frame.function.code.body):
            tree = Builder(observation.trees, frame, "identity").block(loop[3])
            if operations_of(tree) and not leaves(tree) and not gives_up(frame, loop[3]):
                yield frame, loop[1], "the loop"


def endless(block: Block) -> Iterator[Node]:
    """Yield the loops over a constant that is true, those of inner functions left out."""
    for part in parts_of(block):
        if ir.is_kind(part, ir.WHILE) and is_true(part[2]):
            yield part


def is_true(test: Node) -> bool:
    """Tell whether a test is a constant that holds."""
    return test[0] == ir.CONST and bool(test[1])


def leaves(tree: Tree, *, inner: bool = False) -> bool:
    """Tell whether a loop's body may leave the loop, or end the run and start another.

    What is known by its name only, since it calls itself or is too large, may do so too.
    """
    kind = tree[0]
    if kind == "exit":
        return tree[1] != "continue" and not (inner and tree[1] == "break")
    if kind == "op":
        return tree[2] == "continue"
    if kind == "call":
        return True
    within = inner or kind == "loop"
    return any(leaves(part, inner=within) for part in tree[1:] if isinstance(part, tuple))


def gives_up(frame: Frame, body: Block) -> bool:
    """Tell whether something that a loop calls may raise: its tree shows operations only."""
    called = [frame.calls[site] for site in sites_of(body) if site in frame.calls]
    pending = [callee for calls in called for callee in calls if calls[callee] != "step"]
    seen: set[Frame] = set()
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        if raises(current.function.code.body):
            return True
        pending.extend(c for calls in current.calls.values() for c in calls if calls[c] != "step")
    return False


def sites_of(block: Block) -> Iterator[int]:
    """Yield the sites at which statements may call something."""
    for part in parts_of(block):
        if len(part) > 1 and type(part[0]) is int and type(part[1]) is int:
            yield part[1]


def raises(block: Block) -> bool:
    """Tell whether statements raise, those of inner functions left out."""
    return any(ir.is_kind(part, ir.RAISE) for part in parts_of(block))


def parts_of(block: Block) -> Iterator[Node]:
    """Yield every tuple of a block, inner functions left out."""
    stack: list[object] = [*block]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple) and part:
            yield part
            stack.extend(part)
