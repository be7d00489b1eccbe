"""Operation trees: which operations can follow each other, and what hangs on a test.

A tree is made of plain tuples: `("op", identity)`, `("alt", trees)`, `("loop", tree)`,
`("seq", trees)`, `("call", name)` where calls recur, and `("exit", how)`. What issues no
operation and leaves nothing is the empty sequence.
"""

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
            return ("call", frame.function.code.qualname)
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
        kind = node[0]
        if kind == ir.IF:
            return sequence(
                [self.expression(node[2]), alternative(self.block(node[3]), self.block(node[4]))]
            )
        if kind == ir.FOR:
            body = self.block(node[4])
            return sequence([self.expression(node[3]), loop(body), self.block(node[5])])
        if kind == ir.WHILE:
            return sequence(
                [
                    loop(sequence([self.expression(node[2]), self.block(node[3])])),
                    self.block(node[4]),
                ]
            )
        if kind == ir.TRY:
            handlers = [self.block(h[3]) for h in node[3]]
            body = sequence([self.block(node[2]), self.block(node[4])])
            return sequence([alternative(body, *handlers), self.block(node[5])])
        if kind == ir.WITH:
            managers = [self.expression(item[1]) for item in node[2]]
            return sequence(
                [*managers, self.block(node[3]), self.called_at([i[0] for i in node[2]])]
            )
        if kind == ir.MATCH:
            arms = [self.block(case[3]) for case in node[3]]
            return sequence([self.expression(node[2]), alternative(EMPTY, *arms)])
        if kind in (ir.DEFINE, ir.CLASS, ir.IMPORT, ir.IMPORT_FROM, ir.STAR_IMPORT):
            return EMPTY
        inner = self.expression(node[1:])
        if kind == ir.RETURN:
            return sequence([inner, ("exit", "return")])
        if kind == ir.RAISE:
            return sequence([inner, ("exit", "raise")])
        if kind == ir.BREAK:
            return ("exit", "break")
        if kind == ir.CONTINUE:
            return ("exit", "continue")
        return inner

    def expression(self, node: object) -> Tree:
        """Answer the tree of an expression, in the order of evaluation."""
        if not isinstance(node, tuple) or not node:
            return EMPTY
        kind = node[0]
        if isinstance(kind, int) and not isinstance(kind, bool):
            if kind == ir.FUNCTION:
                return EMPTY
            if kind == ir.CHOOSE and len(node) == 5:
                arms = alternative(self.expression(node[3]), self.expression(node[4]))
                return sequence([self.expression(node[2]), arms])
            if kind == ir.LOGIC and len(node) == 4 and node[2] and isinstance(node[2], tuple):
                first, *rest = node[2]
                return sequence(
                    [
                        self.expression(first),
                        *(alternative(EMPTY, self.expression(r)) for r in rest),
                    ]
                )
            if kind == ir.COMPREHEND and len(node) == 6:
                inner = [self.expression(c[3]) for c in node[3]]
                inner += [self.expression(node[4]), self.expression(node[5])]
                sources = [self.expression(c[2]) for c in node[3]]
                return sequence([*sources, loop(sequence(inner))])
            if kind == ir.CALL and len(node) == 5:
                parts = [
                    self.expression(node[2]),
                    self.expression(node[3]),
                    self.expression(node[4]),
                ]
                return sequence([*parts, self.called_at([node[1]])])
            if kind == ir.ATTRIBUTE and len(node) == 4 and isinstance(node[2], tuple):
                return sequence([self.expression(node[2]), self.called_at([node[1]])])
            if kind == ir.CONST:
                return EMPTY
        return sequence([self.expression(part) for part in node if isinstance(part, tuple)])

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


def sequence(parts: list[Tree]) -> Tree:
    """Put trees one after the other; what follows an exit is unreachable."""
    flat: list[object] = []
    for part in parts:
        if part[0] == "seq":
            flat.extend(part[1:])
        else:
            flat.append(part)
        if flat and isinstance(flat[-1], tuple) and flat[-1][0] == "exit":
            break
    if len(flat) == 1:
        return flat[0]  # type: ignore[return-value]
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


def operations_of(tree: Tree) -> set[Tree]:
    """Collect the operations of a tree."""
    if tree[0] in ("op", "call"):
        return {tree}
    found: set[Tree] = set()
    for part in tree[1:]:
        if isinstance(part, tuple):
            found |= operations_of(part)
    return found
