"""Patterns of `match`: what they bind, and what they name."""

import ast

from samepath.linter.program import ir
from samepath.linter.program.ir import Node
from samepath.linter.program.lower.functions import FunctionLowering


class PatternLowering(FunctionLowering):
    """Lower match statements."""

    def match(self, node: ast.Match) -> Node:
        """Lower `match`: per case what it binds, the values and classes it names, guard, body."""
        subject = self.expression(node.subject)
        cases = []
        for case in node.cases:
            bindings: list[Node] = []
            values: list[Node] = []
            self.pattern(case.pattern, bindings, values, True)
            guard = self.expression(case.guard) if case.guard else None
            cases.append((tuple(bindings), tuple(values), guard, self.block(case.body)))
        return (ir.MATCH, self.site(node), subject, tuple(cases))

    def pattern(
        self, node: ast.pattern, bindings: list[Node], values: list[Node], whole: bool
    ) -> None:
        """Collect what a pattern binds (whole subject or a part of it) and what it names."""
        if isinstance(node, ast.MatchValue):
            values.append(self.expression(node.value))
        elif isinstance(node, ast.MatchClass):
            kind = self.expression(node.cls)
            values.append(kind)
            if whole:
                bindings.append((None, kind, ""))
            for name, inner in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
                if isinstance(inner, ast.MatchAs) and inner.name and inner.pattern is None:
                    bindings.append((self.store(inner.name, as_name(inner)), None, name))
                else:
                    self.pattern(inner, bindings, values, False)
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
        elif isinstance(node, ast.MatchAs | ast.MatchStar):
            kind_node = None
            if isinstance(node, ast.MatchAs) and node.pattern is not None:
                self.pattern(node.pattern, bindings, values, whole)
                if isinstance(node.pattern, ast.MatchClass):
                    kind_node = self.expression(node.pattern.cls)
            if node.name:
                part = "" if whole else "*"
                bindings.append((self.store(node.name, as_name(node)), kind_node, part))
        elif isinstance(node, ast.MatchOr):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, whole)
        elif isinstance(node, ast.MatchSequence):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
        elif isinstance(node, ast.MatchMapping):
            for inner in node.patterns:
                self.pattern(inner, bindings, values, False)
            if node.rest:
                bindings.append((self.store(node.rest, as_name(node)), None, "*"))


def as_name(node: ast.pattern) -> ast.expr:
    """Answer an expression that stands where a pattern stands."""
    name = ast.Name("_", ast.Store())
    name.lineno, name.col_offset = node.lineno, node.col_offset
    name.end_lineno, name.end_col_offset = node.end_lineno, node.end_col_offset
    return name
