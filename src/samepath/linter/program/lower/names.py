"""Names and sites: what a name means where it stands."""

import ast
from abc import ABC, abstractmethod

from samepath.linter.program import ir
from samepath.linter.program.creation import (
    Answer,
    Guard,
    is_first_of,
    is_mark,
    mentions,
    place_of,
)
from samepath.linter.program.ir import Code, Node, Span
from samepath.linter.program.lower.scopes import Scope
from samepath.linter.program.writes import reflected


class NameLowering(ABC):
    """Lower names, and number what can matter."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.functions: list[Code] = []
        self.writes: list[tuple[str, int, bool]] = []
        self.guards: list[Guard] = []
        """Tests that guard the code at hand."""
        self.created: dict[int, Guard] = {}
        """Sites of writes that create something on first use, and what guards them."""
        self.short: dict[str, ast.FunctionDef] = {}
        """The module's functions that do nothing but return an expression."""
        self.answers: dict[str, Answer | None] = {}
        """What those return that somebody asked for."""
        self.stars: list[tuple[str, int]] = []
        self.walrus = True
        """A walrus may stand somewhere in the module."""
        self.rebinds: set[str] = set()
        self.value: Node | None = None
        """What is being assigned."""
        self.scope = Scope("module", "", None, set(), set(), set())

    def site(
        self, node: ast.expr | ast.stmt | ast.excepthandler | ast.pattern | ast.keyword
    ) -> int:
        """Give a node its number in the table of spans."""
        spans = self.spans
        end = (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        spans.append((node.lineno, node.col_offset, *end))
        return len(spans) - 1

    def name_site(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
        """Give a definition the span of its first line up to the name."""
        keyword = {ast.FunctionDef: 4, ast.AsyncFunctionDef: 10, ast.ClassDef: 6}[type(node)]
        start = node.col_offset + keyword
        self.spans.append((node.lineno, start, node.lineno, start + len(node.name.encode())))
        return len(self.spans) - 1

    def rename(self, name: str) -> str:
        """Answer the local name behind a comprehension's own variable."""
        for names in reversed(self.scope.renamed):
            if name in names:
                return names[name]
        return name

    def load(self, name: str, node: ast.expr) -> Node:
        """Lower the use of a name, by the scope that binds it."""
        mangled = self.rename(name)
        if mangled is not name:
            return (ir.LOCAL, mangled)
        scope = self.scope
        if scope.kind == "function":
            if name in scope.bound:
                return (ir.LOCAL, name)
            if name not in scope.globals and (captured := self.capture(name)):
                return (ir.FREE, captured, self.site(node))
        elif scope.kind == "class" and name not in scope.globals:
            if name in scope.bound:
                return (ir.CLASS_NAME, self.mangled(name), self.site(node))
            if captured := self.capture(name):
                return (ir.FREE, captured, self.site(node))
        return (ir.GLOBAL, name, self.site(node))

    def capture(self, name: str) -> str:
        """Answer the name by which an enclosing function binds this one, and note the capture."""
        scope = self.scope.outer
        while scope is not None:
            for names in reversed(scope.renamed):
                if name in names:
                    scope.captured.add(names[name])
                    return names[name]
            if scope.kind == "function":
                if name in scope.bound:
                    scope.captured.add(name)
                    return name
                if name in scope.globals:
                    return ""
            scope = scope.outer
        return ""

    def store(self, name: str, node: ast.expr | ast.stmt | ast.excepthandler) -> Node:
        """Lower a name as a target."""
        mangled = self.rename(name)
        if mangled is not name:
            return (ir.SET_LOCAL, mangled)
        scope = self.scope
        if name in scope.globals:
            self.rebinds.add(name)
            return (ir.SET_GLOBAL, name, self.site(node))
        if name in scope.nonlocals:
            outer = scope.outer
            while outer is not None:
                if outer.kind == "function" and name in outer.bound:
                    outer.captured.add(name)
                    outer.rebound.add(name)
                    break
                outer = outer.outer
            return (ir.SET_FREE, name, self.site(node))
        return (ir.SET_LOCAL, self.mangled(name) if scope.kind == "class" else name)

    def mangled(self, name: str) -> str:
        """Answer a class's private name as Python stores it."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        scope: Scope | None = self.scope
        while scope is not None and scope.kind != "class":
            scope = scope.outer
        owner = scope.qualname.rpartition(".")[2].lstrip("_") if scope is not None else ""
        return f"_{owner}{name}" if owner else name

    def note_write(self, write: tuple[str, int] | None, *, creates: bool) -> None:
        """Note that a function writes a module-level place, and whether a test guards that."""
        if write is not None and self.scope.kind == "function":
            self.writes.append((*write, creates))

    def note_reflected(self, node: Node) -> bool:
        """Note a write that names what it writes in a text; False if it is none."""
        found = reflected(node)
        if found is None:
            return False
        owner, name, site = found
        self.scope.stored.add(name)
        if not owner and self.scope.kind == "function":
            self.rebinds.add(name)
        if owner != "?":
            self.note_write((f"{owner}.{name}" if owner else name, site), creates=False)
        return True

    @abstractmethod
    def answer(self, name: str) -> Answer | None:
        """Answer what a function of the module returns, if it does nothing else."""

    def guarding(self, target: Node) -> Guard | None:
        """Answer the test around this code that looks at a place, if there is one."""
        place = place_of(target)
        return next((g for g in self.guards if place and g.asks_for(place)), None)

    def is_creation(self, target: Node, site: int) -> bool:
        """Tell whether an assignment creates something on first use; note its guard."""
        place = place_of(target)
        if self.value is None or not place or self.scope.kind != "function":
            return False
        guard = self.guarding(target)
        aliases = self.scope.aliases
        if is_first_of(self.value, place, aliases, self.answer):
            guard = guard or Guard(self.value, {}, self.answer, self.value[1])
            guard.last = site
        elif (
            guard is None
            or is_mark(target, self.value)
            or place in mentions(self.value, aliases, self.answer)
        ):
            return False
        self.created[site] = guard
        return True
