"""Operations of one run that have one id, where the engine takes the second for the first."""

from collections.abc import Iterator

from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.operation_tree import (
    EMPTY,
    Builder,
    Tree,
    Trees,
    has_operations,
    sequence,
)
from samepath.linter.program.frames import Frame, Issued

Known = frozenset[object]
"""The ids that are taken at some point of a run."""


class KeyedTrees(Trees):
    """The trees of a solve, with the operations only that have an id of their own."""

    def of(self, frame: Frame, level: str) -> Tree:
        """Answer a frame's tree; what calls itself is gone through once."""
        key = (frame, level)
        if key not in self._trees:
            self._trees[key] = EMPTY
            self._trees[key] = Keyed(self, frame, level).block(frame.function.code.body)
        return self._trees[key]


class Keyed(Builder):
    """Builds a tree whose operations are frame, site and what is issued there."""

    def called_at(self, sites: list[int]) -> Tree:
        """Answer the operations with an id that stand at sites, and what is called there."""
        parts: list[Tree] = []
        for site in sites:
            every = self.frame.operations.get(site, ())
            issued = {(each.target, each.key): each for each in every if each.key}
            # A loop is evaluated more than once: what is issued at one site is issued there once.
            if issued:
                parts.append(("alt", *[("op", self.frame, site, each) for each in issued.values()]))
            calls = self.frame.calls.get(site, {})
            called = [self.trees.of(f, self.level) for f, how in calls.items() if how != "step"]
            trees = [tree for tree in called if has_operations(tree)]
            bodies = [("body", tree) for tree in trees]
            if bodies:
                parts.append(("alt", *bodies, *([EMPTY] if len(trees) < len(called) else [])))
        return sequence(parts)


class Walk:
    """Goes through a tree, and remembers which ids are taken on the way."""

    def __init__(self) -> None:
        self.found: dict[tuple[Frame, int], str] = {}
        self.left: dict[object, list[Known]] = {}
        """How a function or loop was left (`return`, `break`) to what was taken then."""

    def go(self, tree: Tree, known: Known) -> Known | None:
        """Answer the ids that are taken after a tree, or None if no way leads there."""
        kind, *parts = tree
        inner = [part for part in parts if isinstance(part, tuple)]
        if kind == "op":
            return self.take(tree, known)
        if kind == "exit":
            self.left.setdefault(parts[0], []).append(known)
            return None
        if kind == "alt":
            return joined([self.go(part, known) for part in inner])
        if kind == "body":
            return self.within(inner[0], known, "return")
        if kind == "loop":
            return self.round(inner[0], known)
        after: Known | None = known
        for part in inner:
            after = self.go(part, after) if after is not None else None
        return after

    def within(self, tree: Tree, known: Known, *ways: str) -> Known | None:
        """Go through what is left in some ways; answer what is taken after it, or then."""
        before = {way: self.left.pop(way, []) for way in ways}
        end = self.go(tree, known)
        ends = [end, *(known for way in ways for known in self.left.get(way, ()))]
        self.left.update(before)
        return joined(ends)

    def round(self, body: Tree, known: Known) -> Known | None:
        """Go round a loop twice, or not at all."""
        broken = self.left.pop("break", [])
        once = self.within(body, known, "continue")
        if once is not None:
            self.within(body, once, "continue")
        ends = [known, once, *self.left.get("break", ())]
        self.left["break"] = broken
        return joined(ends)

    def take(self, tree: Tree, known: Known) -> Known:
        """Take an id; the second to do so is found."""
        _, frame, site, issued = tree
        assert isinstance(frame, Frame)
        assert isinstance(site, int)
        assert isinstance(issued, Issued)
        taken = (issued.target, issued.key)
        if taken in known:
            self.found[frame, site] = f"{issued.name}({issued.key})"
        return known | {taken}


def joined(ends: list[Known | None]) -> Known | None:
    """Answer what may be taken where several ways meet, or None if none of them gets there."""
    known = [end for end in ends if end is not None]
    return frozenset().union(*known) if known else None


def repeated(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the operations whose constant id another one of the same run has taken before."""
    frames = [reached.frame for reached in observation.reached.values()]
    if not any(each.key for f in frames for every in f.operations.values() for each in every):
        return
    trees, walk = KeyedTrees(), Walk()
    for kind, frame in observation.solved.entries:
        if kind in ("entry", "handler"):
            walk.go(trees.of(frame, "identity"), frozenset())
    for (frame, site), what in walk.found.items():
        yield frame, site, what
