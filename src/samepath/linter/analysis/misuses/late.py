"""Operations that come after a wait: when they are issued, whoever was waited for decides."""

from collections.abc import Callable

from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node


class Late:
    """Answers for the frames of one solve.

    `awaited` names the operations of which the engine does not decide who is done first; none
    stands for all, and for whatever else is awaited.
    """

    def __init__(self, awaited: tuple[str, ...]) -> None:
        self.awaited = awaited
        self._known: dict[tuple[Frame, bool], tuple[bool, bool]] = {}

    def of(self, frame: Frame, *, waited: bool = False) -> tuple[bool, bool]:
        """Tell whether a frame issues an operation after a wait, and whether it has waited then.

        `waited` says that there was a wait before the frame was entered.
        """
        key = (frame, waited)
        if key not in self._known:
            self._known[key] = (False, waited)  # A recursion waits where its first round does.
            walk = _Walk(self, frame, waited=waited)
            walk.block(frame.function.code.body)
            self._known[key] = (walk.late, walk.waited)
        return self._known[key]


class _Walk:
    """Goes through a frame's code in the order of evaluation."""

    def __init__(self, late: Late, frame: Frame, *, waited: bool) -> None:
        self.known = late
        self.frame = frame
        self.waited = waited
        self.late = False

    def block(self, block: Block) -> None:
        """Visit statements."""
        for node in block:
            self.visit(node)

    def visit(self, node: object) -> None:
        """Visit an instruction, or whatever holds instructions."""
        if not isinstance(node, tuple) or not node:
            return
        visit_own = VISITS.get(node[0]) if type(node[0]) is int else None
        if visit_own is not None:
            visit_own(self, node)
        else:
            for part in node:
                self.visit(part)

    def nothing(self, node: Node) -> None:
        """Pass: what is defined here runs where it is called."""

    def call(self, node: Node) -> None:
        """Visit a call: what it is given first."""
        self.visit(node[2:])
        self.called(node[1])

    def attribute(self, node: Node) -> None:
        """Visit an attribute: a property may do anything."""
        self.visit(node[2])
        self.called(node[1])

    def called(self, site: int) -> None:
        """Note what is issued at a site, and go into what is called there."""
        issued = self.frame.operations.get(site, ())
        if self.waited and any(not each.operation.joins for each in issued):
            self.late = True
        before = self.waited
        for callee, how in self.frame.calls.get(site, {}).items():
            if how not in ("step", "child"):
                late, waited = self.known.of(callee, waited=before)
                self.late |= late
                self.waited |= waited

    def wait(self, node: Node) -> None:
        """Visit `await`: a coroutine of the program waits only where it says so itself."""
        self.visit(node[2])
        inner = node[2]
        site = inner[1] if inner[0] == ir.CALL else None
        issued = self.frame.operations.get(site, []) if site is not None else []
        awaited = self.known.awaited
        if awaited:
            self.waited |= any(each.name in awaited for each in issued)
        elif site is None or issued or not self.frame.calls.get(site):
            self.waited = True

    def branch(self, node: Node) -> None:
        """Visit `if`, or `yes if test else no`: either arm."""
        self.visit(node[2])
        self.either(node[3:])

    def either(self, arms: tuple[object, ...]) -> None:
        """Visit arms of which one runs, or none."""
        before, after = self.waited, self.waited
        for arm in arms:
            self.waited = before
            self.visit(arm)
            after |= self.waited
        self.waited = after

    def for_loop(self, node: Node) -> None:
        """Visit `for`: a second round comes after the first."""
        self.visit(node[3])
        self.waited |= node[6] and not self.known.awaited
        self.repeat(node[4])
        self.visit(node[5])

    def while_loop(self, node: Node) -> None:
        """Visit `while`."""
        self.repeat(node[2:4])
        self.visit(node[4])

    def comprehension(self, node: Node) -> None:
        """Visit a comprehension."""
        for _, _, iterable, _ in node[3]:
            self.visit(iterable)
        tests = tuple(tests for _, _, _, tests in node[3])
        self.repeat((tests, node[4], node[5]))

    def repeat(self, part: object) -> None:
        """Visit what may run more than once."""
        self.visit(part)
        self.visit(part)

    def attempt(self, node: Node) -> None:
        """Visit `try`."""
        self.visit(node[2])
        for _, kind, _, body in node[3]:
            self.visit(kind)
            self.visit(body)
        self.visit(node[4:])

    def managed(self, node: Node) -> None:
        """Visit `with`."""
        for site, manager, _ in node[2]:
            self.visit(manager)
            self.called(site)
        self.waited |= node[4] and not self.known.awaited
        self.visit(node[3])

    def matched(self, node: Node) -> None:
        """Visit `match`."""
        self.visit(node[2])
        self.either(tuple((patterns, guard, body) for _, patterns, guard, body in node[3]))


VISITS: dict[int, Callable[[_Walk, Node], None]] = {
    ir.CONST: _Walk.nothing,
    ir.LOCAL: _Walk.nothing,
    ir.FREE: _Walk.nothing,
    ir.GLOBAL: _Walk.nothing,
    ir.FUNCTION: _Walk.nothing,
    ir.CALL: _Walk.call,
    ir.ATTRIBUTE: _Walk.attribute,
    ir.AWAIT: _Walk.wait,
    ir.CHOOSE: _Walk.branch,
    ir.COMPREHEND: _Walk.comprehension,
    ir.IF: _Walk.branch,
    ir.FOR: _Walk.for_loop,
    ir.WHILE: _Walk.while_loop,
    ir.TRY: _Walk.attempt,
    ir.WITH: _Walk.managed,
    ir.MATCH: _Walk.matched,
    ir.DEFINE: _Walk.nothing,
    ir.CLASS: _Walk.nothing,
    ir.IMPORT: _Walk.nothing,
    ir.IMPORT_FROM: _Walk.nothing,
    ir.STAR_IMPORT: _Walk.nothing,
}
