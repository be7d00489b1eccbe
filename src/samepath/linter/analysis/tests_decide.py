"""What hangs on a test: other operations, the same with other arguments, or nothing."""

from collections.abc import Callable

from samepath.effects import Consequence
from samepath.linter.analysis.operation_tree import (
    EMPTY,
    Builder,
    Tree,
    Trees,
    exits_of,
    has_operations,
    operations_of,
    sequence,
    without_raise,
)
from samepath.linter.analysis.raising import ASSERTION, Attempt, raised_in
from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.exceptions import as_try
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node

Rest = tuple[Tree, ...]
"""What can follow in the same function: after the block, after the block around it, and so on."""


class Decisions:
    """Answers for the tests of one solve's frames."""

    def __init__(self, trees: Trees) -> None:
        self.trees = trees
        self._found: dict[Frame, dict[int, Consequence]] = {}
        self._elements: dict[Frame, dict[int, bool]] = {}
        self._after: dict[Frame, bool] = {}

    def of(self, frame: Frame, site: int) -> Consequence:
        """Tell what hangs on the test at a site."""
        return self._all(frame).get(site, Consequence.HARMLESS)

    def element(self, frame: Frame, site: int) -> bool:
        """Tell whether a test of an element decides in which order operations are issued."""
        self._all(frame)
        return self._elements[frame].get(site, False)

    def _all(self, frame: Frame) -> dict[int, Consequence]:
        if frame not in self._found:
            visit = _Visit(self, frame)
            visit.block(frame.function.code.body, (), None)
            self._found[frame] = visit.found
            self._elements[frame] = visit.elements
        return self._found[frame]

    def follows(self, frame: Frame, seen: frozenset[Frame] = frozenset()) -> bool:
        """Tell whether an operation can follow in those who called a frame, once it has raised.

        Where a caller handles what is raised, that is a test of its own.
        """
        if frame in self._after:
            return self._after[frame]
        if frame in seen:
            return False
        answer = False
        for caller, site in frame.callers:
            if is_handled(caller.function.code.body, site):
                continue
            tree = Builder(self.trees, caller, "identity").block(caller.function.code.body)
            if has_operations(tree) or self.follows(caller, seen | {frame}):
                answer = True
                break
        self._after[frame] = answer
        return answer


def is_handled(node: object, site: int, *, caught: bool = False) -> bool:
    """Tell whether a call stands in the body of a `try` that has handlers."""
    if not isinstance(node, tuple) or not node:
        return False
    if ir.is_kind(node, ir.CALL) and node[1] == site:
        return caught
    if ir.is_kind(node, ir.TRY):
        inner = caught or bool(node[3])
        rest = node[3:]
        return is_handled(node[2], site, caught=inner) or is_handled(rest, site, caught=caught)
    return any(is_handled(part, site, caught=caught) for part in node if isinstance(part, tuple))


class _Visit:
    """Goes through a frame's code with what can follow in mind."""

    def __init__(self, decisions: Decisions, frame: Frame) -> None:
        self.decisions = decisions
        self.frame = frame
        self.found: dict[int, Consequence] = {}
        self.elements: dict[int, bool] = {}
        self.attempts: list[Attempt] = []
        """The `try` statements in whose bodies the code at hand stands."""
        self.builders = {
            level: Builder(decisions.trees, frame, level) for level in ("identity", "detail")
        }

    def tree(self, node: object, level: str = "identity") -> Tree:
        """Answer the tree of an expression."""
        return self.builders[level].expression(node)

    def block(self, block: Block, rest: Rest, in_loop: Tree | None) -> None:
        """Visit statements; `rest` can follow the block in this function."""
        for position, node in enumerate(block):
            following = (self.builders["identity"].block(block[position + 1 :]), *rest)
            visit = STATEMENTS.get(node[0])
            if visit is None:
                self.parts(node)
            else:
                visit(self, node, following, in_loop)

    def branch(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `if`."""
        self.expression(node[2])
        self.decide(node[1], [node[3], node[4]], rest, in_loop)
        self.block(node[3], rest, in_loop)
        self.block(node[4], rest, in_loop)

    def for_loop(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `for`."""
        self.expression(node[3])
        self.repeat(node[1], self.builders["identity"].block(node[4]), node[4], rest)
        self.block(node[5], rest, in_loop)

    def while_loop(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `while`: its test is part of what is repeated."""
        self.expression(node[2])
        builder = self.builders["identity"]
        whole = sequence([builder.expression(node[2]), builder.block(node[3])])
        self.repeat(node[1], whole, node[3], rest)
        self.block(node[4], rest, in_loop)

    def repeat(self, site: int, whole: Tree, body: Block, rest: Rest) -> None:
        """Visit a loop's body: how often it runs matters if it issues, or leaves before others."""
        leaves = bool(exits_of(whole) & {"return", "raise"})
        after = any(has_operations(tree) for tree in rest)
        self.note(site, diverges(when=has_operations(whole) or (leaves and after)))
        self.block(body, (whole, *rest), whole)

    def attempt(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `try`: its arms are the body and each handler."""
        handlers = [handler[3] for handler in node[3]]
        otherwise = self.builders["identity"].block(node[4])
        self.decide(node[1], [(*node[2], *node[4]), *handlers], rest, in_loop, attempted=True)
        self.attempts.append(Attempt(node[3], rest, in_loop))
        self.block(node[2], (otherwise, *rest), in_loop)
        self.attempts.pop()
        for arm in (*handlers, node[4], node[5]):
            self.block(arm, rest, in_loop)

    def managed(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `with`."""
        for item in node[2]:
            self.expression(item[1])
        if node[1] in self.frame.swallowing:
            self.attempt(as_try(node), rest, in_loop)
        else:
            self.block(node[3], rest, in_loop)

    def matched(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `match`: no case may fit."""
        self.decide(node[1], [(), *(case[3] for case in node[3])], rest, in_loop)
        for case in node[3]:
            self.block(case[3], rest, in_loop)

    def asserted(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Visit `assert`: it may skip all that follows."""
        self.expression(node[2])
        handled = any(a.handler_of(ASSERTION) is not None for a in self.attempts)
        left = Consequence.HARMLESS if handled else Consequence.LEAKS
        self.note(node[1], Consequence.DIVERGES if self.raising([ASSERTION], rest) else left)

    def skipped(self, node: Node, rest: Rest, in_loop: Tree | None) -> None:
        """Pass: what a definition holds is visited where it is called."""

    def decide(
        self,
        site: int,
        arms: list[Block],
        rest: Rest,
        in_loop: Tree | None,
        *,
        attempted: bool = False,
    ) -> None:
        """Compare the arms of a test, each with what can follow it."""
        trees = self.arms(arms, "identity", attempted=attempted)
        self.elements[site] = in_loop is not None and self.mixed(trees, in_loop)
        if all(tree == trees[0] for tree in trees):
            details = self.arms(arms, "detail", attempted=attempted)
            same = all(tree == details[0] for tree in details)
            self.note(site, Consequence.HARMLESS if same else Consequence.LEAKS)
            return
        bare = [only_operations(tree) for tree in trees]
        kinds = set().union(*(exits_of(tree) for tree in trees))
        different = any(tree != bare[0] for tree in bare)
        raised = raised_in(tuple(arms[attempted:])) if "raise" in kinds else []
        skips = self.skips(kinds - {"raise"}, rest, in_loop) or (
            "raise" in kinds and self.raising(raised or ["?"], rest)
        )
        self.note(site, diverges(when=different or skips))

    def arms(self, arms: list[Block], level: str, *, attempted: bool) -> list[Tree]:
        """Answer the trees of arms; what a `try` raises is tested where it is raised."""
        first, *others = [self.builders[level].block(arm) for arm in arms]
        return [without_raise(first) if attempted else first, *others]

    def skips(self, kinds: set[str], rest: Rest, in_loop: Tree | None) -> bool:
        """Tell whether a return, break or continue skips operations that would follow."""
        if "return" in kinds and any(has_operations(tree) for tree in rest):
            return True
        inside = in_loop is not None and has_operations(in_loop)
        return bool(kinds & {"break", "continue"}) and inside

    def raising(self, names: list[str], rest: Rest, outer: int | None = None) -> bool:
        """Tell whether raising skips operations that would follow, or a handler issues others."""
        return any(self.raising_one(name, rest, outer) for name in names)

    def raising_one(self, name: str, rest: Rest, outer: int | None) -> bool:
        """Follow one exception to the handler that takes it, or out of the function."""
        around = self.attempts[:outer]
        for depth in reversed(range(len(around))):
            attempt = around[depth]
            handler = attempt.handler_of(name)
            if handler is None:
                continue
            skipped = rest[: len(rest) - len(attempt.rest)]
            tree = self.builders["identity"].block(handler)
            kinds = exits_of(tree)
            return (
                any(has_operations(part) for part in (*skipped, tree))
                or self.skips(kinds, attempt.rest, attempt.in_loop)
                or (
                    "raise" in kinds
                    and self.raising(raised_in(handler) or ["?"], attempt.rest, depth)
                )
            )
        return any(has_operations(tree) for tree in rest) or self.decisions.follows(self.frame)

    def mixed(self, trees: list[Tree], in_loop: Tree) -> bool:
        """Tell whether the arms issue different operations in a loop that issues several kinds."""
        different = any(only_operations(t) != only_operations(trees[0]) for t in trees)
        return different and len(operations_of(in_loop)) > 1

    def expression(self, node: object) -> None:
        """Visit the tests inside an expression."""
        if not isinstance(node, tuple) or not node:
            return
        visit = EXPRESSIONS.get(node[0]) if type(node[0]) is int else None
        if visit is not None:
            visit(self, node)
        else:
            self.parts(node)

    def parts(self, node: Node) -> None:
        """Visit all that an instruction holds."""
        for part in node:
            if isinstance(part, tuple):
                self.expression(part)

    def silent(self, node: Node) -> None:
        """Pass: nothing is tested here."""

    def choice(self, node: Node) -> None:
        """Visit `yes if test else no`."""
        trees = [self.tree(arm) for arm in node[3:]]
        details = [self.tree(arm, "detail") for arm in node[3:]]
        if trees[0] != trees[1]:
            self.note(node[1], Consequence.DIVERGES)
        elif details[0] != details[1]:
            self.note(node[1], Consequence.LEAKS)
        else:
            self.note(node[1], Consequence.HARMLESS)
        self.parts(node)

    def logic(self, node: Node) -> None:
        """Visit `and` and `or`: later operands may not be reached."""
        self.note(node[1], diverges(when=any(has_operations(self.tree(p)) for p in node[2][1:])))
        self.parts(node)

    def comprehension(self, node: Node) -> None:
        """Visit a comprehension: how often its element is evaluated, and in which order."""
        tests = [self.tree(clause[3]) for clause in node[3]]
        inner = sequence([*tests, self.tree(node[4]), self.tree(node[5])])
        verdict = diverges(when=has_operations(inner))
        self.note(node[1], verdict)
        for site, *parts in node[3]:
            self.note(site, verdict)
            self.elements[site] = len(operations_of(inner)) > 1
            self.parts(tuple(parts))
        self.expression(node[4])
        self.expression(node[5])

    def call(self, node: Node) -> None:
        """Visit a call: which function is called decides what it issues."""
        called = self.builders["identity"].called_at([node[1]])
        self.note(node[1], diverges(when=has_operations(called)))
        self.parts(node)

    def note(self, site: int, consequence: Consequence) -> None:
        """Keep the worst that hangs on a site."""
        order = list(Consequence)
        old = self.found.get(site, Consequence.HARMLESS)
        self.found[site] = min(old, consequence, key=order.index)


STATEMENTS: dict[int, Callable[[_Visit, Node, Rest, Tree | None], None]] = {
    ir.IF: _Visit.branch,
    ir.FOR: _Visit.for_loop,
    ir.WHILE: _Visit.while_loop,
    ir.TRY: _Visit.attempt,
    ir.WITH: _Visit.managed,
    ir.MATCH: _Visit.matched,
    ir.ASSERT: _Visit.asserted,
    ir.DEFINE: _Visit.skipped,
    ir.CLASS: _Visit.skipped,
}
EXPRESSIONS: dict[int, Callable[[_Visit, Node], None]] = {
    ir.CONST: _Visit.silent,
    ir.FUNCTION: _Visit.silent,
    ir.CHOOSE: _Visit.choice,
    ir.LOGIC: _Visit.logic,
    ir.COMPREHEND: _Visit.comprehension,
    ir.CALL: _Visit.call,
}


def diverges(*, when: bool) -> Consequence:
    """Grade what issues other operations, or nothing else."""
    return Consequence.DIVERGES if when else Consequence.HARMLESS


def only_operations(tree: Tree) -> Tree:
    """Answer a tree without its exits."""
    if tree[0] == "exit":
        return EMPTY
    if tree[0] in ("op", "call"):
        return tree
    parts = [only_operations(part) for part in tree[1:] if isinstance(part, tuple)]
    kept = (
        [part for part in parts if part != EMPTY]
        if tree[0] != "alt"
        else list(dict.fromkeys(parts))
    )
    if not kept or all(part == EMPTY for part in kept):
        return EMPTY
    if tree[0] == "alt" and len(kept) == 1:
        return kept[0]
    if tree[0] == "seq":
        return sequence(kept)
    return (tree[0], *kept)
