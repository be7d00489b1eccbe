"""What hangs on a test: other operations, the same with other arguments, or nothing."""

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
)
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node


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
            visit.block(frame.function.code.body, (), False)
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
    if node[0] == ir.CALL and len(node) == 5 and node[1] == site:
        return caught
    if node[0] == ir.TRY and len(node) == 6:
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
        self.builders = {
            level: Builder(decisions.trees, frame, level) for level in ("identity", "detail")
        }

    def tree(self, node: object, level: str = "identity") -> Tree:
        """Answer the tree of an expression."""
        return self.builders[level].expression(node)

    def block(self, block: Block, rest: tuple[Tree, ...], in_loop: Tree | bool) -> None:
        """Visit statements; `rest` can follow the block in this function."""
        for position, node in enumerate(block):
            following = (self.builders["identity"].block(block[position + 1 :]), *rest)
            self.statement(node, following, in_loop)

    def statement(self, node: Node, rest: tuple[Tree, ...], in_loop: Tree | bool) -> None:
        """Visit one statement and its tests."""
        kind = node[0]
        if kind == ir.IF:
            self.expression(node[2])
            self.decide(node[1], [node[3], node[4]], rest, in_loop)
            self.block(node[3], rest, in_loop)
            self.block(node[4], rest, in_loop)
        elif kind in (ir.FOR, ir.WHILE):
            body = node[4] if kind == ir.FOR else node[3]
            orelse = node[5] if kind == ir.FOR else node[4]
            self.expression(node[3] if kind == ir.FOR else node[2])
            whole = self.builders["identity"].block(body)
            if kind == ir.WHILE:
                whole = sequence([self.builders["identity"].expression(node[2]), whole])
            leaves = exits_of(whole) & {"return", "raise"}
            after = any(has_operations(t) for t in rest)
            decided = has_operations(whole) or (bool(leaves) and after)
            self.note(node[1], Consequence.DIVERGES if decided else Consequence.HARMLESS)
            self.block(body, (whole, *rest), whole)
            self.block(orelse, rest, in_loop)
        elif kind == ir.TRY:
            arms = [sequence_of_blocks(node[2], node[4]), *(h[3] for h in node[3])]
            self.decide(node[1], arms, rest, in_loop)
            for arm in (node[2], *(h[3] for h in node[3]), node[4], node[5]):
                self.block(arm, rest, in_loop)
        elif kind == ir.WITH:
            for item in node[2]:
                self.expression(item[1])
            self.block(node[3], rest, in_loop)
        elif kind == ir.MATCH:
            self.decide(node[1], [(), *(case[3] for case in node[3])], rest, in_loop)
            for case in node[3]:
                self.block(case[3], rest, in_loop)
        elif kind == ir.ASSERT:
            self.expression(node[2])
            after = any(has_operations(t) for t in rest) or self.decisions.follows(self.frame)
            self.note(node[1], Consequence.DIVERGES if after else Consequence.LEAKS)
        elif kind not in (ir.DEFINE, ir.CLASS):
            self.expression(node[1:])

    def decide(
        self, site: int, arms: list[Block], rest: tuple[Tree, ...], in_loop: Tree | bool
    ) -> None:
        """Compare the arms of a test, each with what can follow it."""
        trees = [self.builders["identity"].block(arm) for arm in arms]
        self.elements[site] = in_loop is not False and self.mixed(trees, in_loop)
        if all(tree == trees[0] for tree in trees):
            details = [self.builders["detail"].block(arm) for arm in arms]
            same = all(tree == details[0] for tree in details)
            self.note(site, Consequence.HARMLESS if same else Consequence.LEAKS)
            return
        operations = [operations_of(tree) for tree in trees]
        bare = [only_operations(tree) for tree in trees]
        if any(tree != bare[0] for tree in bare):
            self.note(site, Consequence.DIVERGES)
            return
        del operations
        kinds = set().union(*(exits_of(tree) for tree in trees))
        self.note(
            site, Consequence.DIVERGES if self.skips(kinds, rest, in_loop) else Consequence.HARMLESS
        )

    def skips(self, kinds: set[str], rest: tuple[Tree, ...], in_loop: Tree | bool) -> bool:
        """Tell whether leaving skips operations that would follow."""
        following = any(has_operations(tree) for tree in rest)
        if "return" in kinds and following:
            return True
        if kinds & {"break", "continue"} and isinstance(in_loop, tuple) and has_operations(in_loop):
            return True
        return "raise" in kinds and (following or self.decisions.follows(self.frame))

    def mixed(self, trees: list[Tree], in_loop: Tree | bool) -> bool:
        """Tell whether the arms issue different operations in a loop that issues several kinds."""
        if not isinstance(in_loop, tuple):
            return False
        different = any(only_operations(t) != only_operations(trees[0]) for t in trees)
        return different and len(operations_of(in_loop)) > 1

    def expression(self, node: object) -> None:
        """Visit the tests inside an expression."""
        if not isinstance(node, tuple) or not node:
            return
        kind = node[0]
        if isinstance(kind, int) and not isinstance(kind, bool):
            if kind == ir.FUNCTION:
                return
            if kind == ir.CHOOSE and len(node) == 5:
                yes, no = self.tree(node[3]), self.tree(node[4])
                same = self.tree(node[3], "detail") == self.tree(node[4], "detail")
                self.note(node[1], level(yes == no, same))
            elif kind == ir.LOGIC and len(node) == 4 and isinstance(node[2], tuple):
                issued = any(has_operations(self.tree(part)) for part in node[2][1:])
                self.note(node[1], Consequence.DIVERGES if issued else Consequence.HARMLESS)
            elif kind == ir.COMPREHEND and len(node) == 6:
                inner = sequence(
                    [*(self.tree(c[3]) for c in node[3]), self.tree(node[4]), self.tree(node[5])]
                )
                verdict = Consequence.DIVERGES if has_operations(inner) else Consequence.HARMLESS
                for clause in node[3]:
                    self.note(clause[0], verdict)
                    self.elements[clause[0]] = len(operations_of(inner)) > 1
                self.note(node[1], verdict)
            elif kind == ir.CALL and len(node) == 5:
                called = self.builders["identity"].called_at([node[1]])
                self.note(
                    node[1],
                    Consequence.DIVERGES if has_operations(called) else Consequence.HARMLESS,
                )
            elif kind == ir.CONST:
                return
        for part in node:
            if isinstance(part, tuple):
                self.expression(part)

    def note(self, site: int, consequence: Consequence) -> None:
        """Keep the worst that hangs on a site."""
        order = list(Consequence)
        old = self.found.get(site, Consequence.HARMLESS)
        self.found[site] = min(old, consequence, key=order.index)


def level(same_operations: bool, same_details: bool) -> Consequence:
    """Grade a choice between two expressions."""
    if not same_operations:
        return Consequence.DIVERGES
    return Consequence.HARMLESS if same_details else Consequence.LEAKS


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


def sequence_of_blocks(first: Block, second: Block) -> Block:
    """Put two blocks one after the other."""
    return (*first, *second)
