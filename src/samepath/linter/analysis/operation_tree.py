"""Operation trees: which operations can follow each other, and what hangs on a test.

A tree is made of plain tuples: `("op", identity)`, `("alt", trees)`, `("loop", tree)`,
`("seq", trees)`, `("call", name)` where calls recur, and `("exit", how)`. What issues no
operation and leaves nothing is the empty sequence.
"""

from collections.abc import Callable

from samepath.linter.analysis.raising import is_handled_here
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.ir import Block, Node

Tree = tuple[object, ...]
EMPTY: Tree = ("seq",)
LARGEST = 400
"""A called function's tree with more nodes than this is compared by its name alone."""
LEVELS = ("identity", "detail")


class Trees:
    """The operation trees of the frames of one solve, made when asked for."""

    def __init__(self) -> None:
        self._trees: dict[tuple[Frame, str], Tree] = {}
        self._pending: set[tuple[Frame, str]] = set()
        self._large: dict[Tree, str] = {}

    def of(self, frame: Frame, level: str) -> Tree:
        """Answer a frame's tree at a level: operations by identity, or with their arguments."""
        key = (frame, level)
        if key in self._trees:
            return self._trees[key]
        if key in self._pending:
            return ("call", frame.function.code.qualname) if issues(frame) else EMPTY
        self._pending.add(key)
        tree = without_exits(Builder(self, frame, level).block(frame.function.code.body))
        tree = self.abridged(tree)
        self._pending.discard(key)
        self._trees[key] = tree
        return tree

    def abridged(self, tree: Tree) -> Tree:
        """Answer a tree, or the name of one too large to be repeated wherever it is called."""
        if not is_larger(tree, LARGEST):
            return tree
        name = self._large.setdefault(tree, f"<{len(self._large)}>")
        raises = [alternative(EMPTY, ("exit", "raise"))] if "raise" in exits_of(tree) else []
        return sequence([("call", name), *raises])


def issues(frame: Frame) -> bool:
    """Tell whether a frame issues any operation, itself or through what it calls."""
    seen: set[Frame] = set()
    pending = [frame]
    while pending:
        current = pending.pop()
        if current.operations:
            return True
        if current not in seen:
            seen.add(current)
            pending.extend(callee for callees in current.calls.values() for callee in callees)
    return False


class Builder:
    """Builds the tree of one frame's code."""

    def __init__(self, trees: Trees, frame: Frame, level: str) -> None:
        self.trees = trees
        self.frame = frame
        self.level = level

    def block(self, block: Block) -> Tree:
        """Answer the tree of statements in order."""
        return sequence([self.statement(node) for node in block])

    def statement(self, node: Node) -> Tree:
        """Answer the tree of one statement."""
        build = STATEMENTS.get(node[0])
        if build is not None:
            return build(self, node)
        inner = self.parts(node)
        how = EXITS.get(node[0])
        return inner if how is None else sequence([inner, ("exit", how)])

    def nothing(self, node: Node) -> Tree:
        """Pass: what is defined or imported here issues nothing here."""
        return EMPTY

    def branch(self, node: Node) -> Tree:
        """Answer the tree of `if`."""
        arms = alternative(self.block(node[3]), self.block(node[4]))
        return sequence([self.expression(node[2]), arms])

    def for_loop(self, node: Node) -> Tree:
        """Answer the tree of `for`."""
        return sequence([self.expression(node[3]), loop(self.block(node[4])), self.block(node[5])])

    def while_loop(self, node: Node) -> Tree:
        """Answer the tree of `while`."""
        body = sequence([self.expression(node[2]), self.block(node[3])])
        return sequence([loop(body), self.block(node[4])])

    def attempt(self, node: Node) -> Tree:
        """Answer the tree of `try`."""
        handlers = [self.block(handler[3]) for handler in node[3]]
        body = self.block(node[2])
        body = sequence(
            [without_raise(body) if is_handled_here(node) else body, self.block(node[4])]
        )
        return sequence([alternative(body, *handlers), self.block(node[5])])

    def managed(self, node: Node) -> Tree:
        """Answer the tree of `with`: what managers do is called where they stand."""
        managers = [self.expression(item[1]) for item in node[2]]
        leaving = self.called_at([item[0] for item in node[2]])
        return sequence([*managers, self.block(node[3]), leaving])

    def matched(self, node: Node) -> Tree:
        """Answer the tree of `match`."""
        arms = [self.block(case[3]) for case in node[3]]
        return sequence([self.expression(node[2]), alternative(EMPTY, *arms)])

    def expression(self, node: object) -> Tree:
        """Answer the tree of an expression, in the order of evaluation."""
        if not isinstance(node, tuple) or not node:
            return EMPTY
        build = EXPRESSIONS.get(node[0]) if type(node[0]) is int else None
        return self.parts(node) if build is None else build(self, node)

    def parts(self, node: Node) -> Tree:
        """Answer the trees of all that an instruction holds, one after the other."""
        return sequence([self.expression(part) for part in node if isinstance(part, tuple)])

    def choice(self, node: Node) -> Tree:
        """Answer the tree of `yes if test else no`."""
        arms = alternative(self.expression(node[3]), self.expression(node[4]))
        return sequence([self.expression(node[2]), arms])

    def logic(self, node: Node) -> Tree:
        """Answer the tree of `and` and `or`: later operands may not be reached."""
        first, *rest = node[2]
        later = [alternative(EMPTY, self.expression(operand)) for operand in rest]
        return sequence([self.expression(first), *later])

    def comprehension(self, node: Node) -> Tree:
        """Answer the tree of a comprehension."""
        sources = [self.expression(clause[2]) for clause in node[3]]
        inner = [self.expression(clause[3]) for clause in node[3]]
        inner += [self.expression(node[4]), self.expression(node[5])]
        return sequence([*sources, loop(sequence(inner))])

    def call(self, node: Node) -> Tree:
        """Answer the tree of a call: what it is given first."""
        return sequence([self.parts(node), self.called_at([node[1]])])

    def attribute(self, node: Node) -> Tree:
        """Answer the tree of an attribute: a property may do anything."""
        return sequence([self.expression(node[2]), self.called_at([node[1]])])

    def called_at(self, sites: list[int]) -> Tree:
        """Answer what is issued or called at sites."""
        parts: list[Tree] = []
        for site in sites:
            for issued in self.frame.operations.get(site, ()):
                if issued.operation.joins:
                    continue
                text = issued.detail if self.level == "detail" else issued.target
                parts.append(("op", issued.name, issued.operation.kind, text))
            callees = [f for f, how in self.frame.calls.get(site, {}).items() if how != "step"]
            trees = [t for f in callees if has_operations(t := self.trees.of(f, self.level))]
            if trees:
                parts.append(
                    alternative(*trees)
                    if len(callees) == len(trees)
                    else alternative(EMPTY, *trees)
                )
        return sequence(parts)


STATEMENTS: dict[int, Callable[[Builder, Node], Tree]] = {
    ir.IF: Builder.branch,
    ir.FOR: Builder.for_loop,
    ir.WHILE: Builder.while_loop,
    ir.TRY: Builder.attempt,
    ir.WITH: Builder.managed,
    ir.MATCH: Builder.matched,
    ir.DEFINE: Builder.nothing,
    ir.CLASS: Builder.nothing,
    ir.IMPORT: Builder.nothing,
    ir.IMPORT_FROM: Builder.nothing,
    ir.STAR_IMPORT: Builder.nothing,
}
EXPRESSIONS: dict[int, Callable[[Builder, Node], Tree]] = {
    ir.CONST: Builder.nothing,
    ir.FUNCTION: Builder.nothing,
    ir.CHOOSE: Builder.choice,
    ir.LOGIC: Builder.logic,
    ir.COMPREHEND: Builder.comprehension,
    ir.CALL: Builder.call,
    ir.ATTRIBUTE: Builder.attribute,
}
EXITS = {ir.RETURN: "return", ir.RAISE: "raise", ir.BREAK: "break", ir.CONTINUE: "continue"}


def sequence(parts: list[Tree]) -> Tree:
    """Put trees one after the other; what follows an exit is unreachable."""
    flat: list[Tree] = []
    for part in parts:
        if part[0] == "seq":
            flat.extend(inner for inner in part[1:] if isinstance(inner, tuple))
        else:
            flat.append(part)
        if flat and flat[-1][0] == "exit":
            break
    if len(flat) == 1:
        return flat[0]
    return ("seq", *flat)


def alternative(*arms: Tree) -> Tree:
    """Put trees beside each other; equal ones are one."""
    different = list(dict.fromkeys(arms))
    if len(different) == 1:
        return different[0]
    return ("alt", *different)


def loop(body: Tree) -> Tree:
    """Repeat a tree; one that issues nothing vanishes."""
    return ("loop", body) if has_operations(body) else keep_exits(body)


def keep_exits(tree: Tree) -> Tree:
    """Keep of a loop without operations only that it may leave the function."""
    kinds = exits_of(tree) & {"return", "raise"}
    if not kinds:
        return EMPTY
    return alternative(EMPTY, *(("exit", kind) for kind in sorted(kinds)))


def has_operations(tree: Tree) -> bool:
    """Tell whether a tree issues anything."""
    if tree[0] in ("op", "call"):
        return True
    return any(isinstance(part, tuple) and has_operations(part) for part in tree[1:])


def is_larger(tree: Tree, most: int) -> bool:
    """Tell whether a tree has more nodes than that."""
    pending = [tree]
    count = 0
    while pending and count <= most:
        count += 1
        pending.extend(part for part in pending.pop()[1:] if isinstance(part, tuple))
    return count > most


def exits_of(tree: Tree) -> set[str]:
    """Collect the ways in which a tree leaves."""
    if tree[0] == "exit":
        return {str(tree[1])}
    found: set[str] = set()
    for part in tree[1:]:
        if isinstance(part, tuple):
            found |= exits_of(part)
    return found


def without_exits(tree: Tree) -> Tree:
    """Answer a called function's tree: its returns end there, its operations stay."""
    if tree[0] == "exit":
        return tree if tree[1] == "raise" else EMPTY
    if tree[0] in ("op", "call"):
        return tree
    parts = [without_exits(p) for p in tree[1:] if isinstance(p, tuple)]
    if tree[0] == "seq":
        return sequence(parts)
    if tree[0] == "alt":
        return alternative(*parts)
    return loop(parts[0]) if parts else EMPTY


def without_raise(tree: Tree) -> Tree:
    """Answer a tree as if nothing in it were raised."""
    if tree[0] == "exit":
        return EMPTY if tree[1] == "raise" else tree
    if tree[0] in ("op", "call"):
        return tree
    parts = [without_raise(part) for part in tree[1:] if isinstance(part, tuple)]
    if tree[0] == "seq":
        return sequence(parts)
    return alternative(*parts) if tree[0] == "alt" else loop(parts[0])


def operations_of(tree: Tree) -> set[Tree]:
    """Collect the operations of a tree."""
    if tree[0] in ("op", "call"):
        return {tree}
    found: set[Tree] = set()
    for part in tree[1:]:
        if isinstance(part, tuple):
            found |= operations_of(part)
    return found
