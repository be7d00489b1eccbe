"""Patterns of `match`: what they bind, and what they name."""

import ast
from typing import NamedTuple

from samepath.linter.program import ir
from samepath.linter.program.ir import Node
from samepath.linter.program.lower.functions import FunctionLowering


class Names(NamedTuple):
    """What a pattern binds, and the values and classes that it names."""

    bindings: list[Node]
    values: list[Node]


class PatternLowering(FunctionLowering):
    """Lower match statements."""

    def match(self, node: ast.Match) -> Node:
        """Lower `match`: per case what it binds, the values and classes it names, guard, body."""
        subject = self.expression(node.subject)
        cases = []
        for case in node.cases:
            bindings: list[Node] = []
            values: list[Node] = []
            self.pattern(case.pattern, Names(bindings, values), whole=True)
            guard = self.expression(case.guard) if case.guard else None
            cases.append((tuple(bindings), tuple(values), guard, self.block(case.body)))
        return (ir.MATCH, self.site(node), subject, tuple(cases))

    def pattern(self, node: ast.pattern, names: Names, *, whole: bool) -> None:
        """Collect what a pattern binds (the whole subject or a part of it) and what it names."""
        if isinstance(node, ast.MatchValue):
            names.values.append(self.expression(node.value))
        elif isinstance(node, ast.MatchClass):
            self.class_pattern(node, names, whole=whole)
        elif isinstance(node, ast.MatchAs | ast.MatchStar):
            self.name_pattern(node, names, whole=whole)
        elif isinstance(node, ast.MatchOr):
            for inner in node.patterns:
                self.pattern(inner, names, whole=whole)
        elif isinstance(node, ast.MatchSequence | ast.MatchMapping):
            for inner in node.patterns:
                self.pattern(inner, names, whole=False)
            if isinstance(node, ast.MatchMapping) and node.rest:
                names.bindings.append((self.store(node.rest, as_name(node)), None, "*"))

    def class_pattern(self, node: ast.MatchClass, names: Names, *, whole: bool) -> None:
        """Collect from `Class(attribute=pattern)`."""
        kind = self.expression(node.cls)
        names.values.append(kind)
        if whole:
            names.bindings.append((None, kind, ""))
        for name, inner in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
            if isinstance(inner, ast.MatchAs) and inner.name and inner.pattern is None:
                names.bindings.append((self.store(inner.name, as_name(inner)), None, name))
            else:
                self.pattern(inner, names, whole=False)
        for inner in node.patterns:
            self.pattern(inner, names, whole=False)

    def name_pattern(self, node: ast.MatchAs | ast.MatchStar, names: Names, *, whole: bool) -> None:
        """Collect from `pattern as name`, `name` and `*name`."""
        kind = None
        if isinstance(node, ast.MatchAs) and node.pattern is not None:
            self.pattern(node.pattern, names, whole=whole)
            if isinstance(node.pattern, ast.MatchClass):
                kind = self.expression(node.pattern.cls)
        if node.name:
            part = "" if whole else "*"
            names.bindings.append((self.store(node.name, as_name(node)), kind, part))


def as_name(node: ast.pattern) -> ast.expr:
    """Answer an expression that stands where a pattern stands."""
    name = ast.Name("_", ast.Store())
    name.lineno, name.col_offset = node.lineno, node.col_offset
    name.end_lineno, name.end_col_offset = node.end_lineno, node.end_col_offset
    return name
