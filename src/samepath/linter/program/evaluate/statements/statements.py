"""Statements: each instruction, and which method evaluates it."""

from collections.abc import Callable

from samepath.linter.program import ir
from samepath.linter.program.evaluate.statements.assignments import Assignments
from samepath.linter.program.evaluate.statements.branches import Branches
from samepath.linter.program.evaluate.statements.definitions import Definitions
from samepath.linter.program.evaluate.statements.exceptions import Exceptions
from samepath.linter.program.evaluate.statements.imports import Imports
from samepath.linter.program.evaluate.statements.loops import Loops
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.evaluate.values.types import has_unknown, specified
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import ANYTHING, Value, join, join_all, labelled


class Statements(Definitions):
    """Evaluate blocks and whole functions."""

    def block(self, block: Block) -> bool:
        """Evaluate statements until one of them leaves; tell whether the end is reached."""
        reached = True
        for node in block:
            reached = EXECUTE[node[0]](self, node)
            if not reached:
                break
        return reached

    def run_function(self) -> None:
        """Evaluate the frame's function and note its result."""
        code = self.code
        for name in code.captured:
            if name in self.env:
                self.solve.write((self.frame, name), self.env[name])
        reached = self.block(code.body)
        labels = (self.pc | self.exits) & ~self.world.labels.elements
        if reached and not code.is_generator:
            self.returned.append((self.const(None), labels))
        values = [value for value, _ in self.returned]
        result = join_all(values)
        if len(values) > 1 and not only_constants(values):
            for _, decided in self.returned:
                result = labelled(result, decided)
        self.frame.result = join(self.frame.result, self.declared_result(result))

    def declared_result(self, result: Value) -> Value:
        """Let the annotation speak where nothing is known of the result."""
        if not has_unknown(result):
            return result
        for name, node in self.code.annotations:
            if name == "return":
                typed = self.typed(node, self.module, self.mode.when)
                if typed != ANYTHING:
                    return specified(result, typed)
        return result

    def return_(self, node: Node) -> bool:
        """Return: inside a loop over an unstable order, which one it is has been decided."""
        value = self.evaluate(node[2]) if node[2] is not None else self.const(None)
        labels = self.world.labels
        value = (value[0], labels.settled(value[1], self.active_elements()))
        self.returned.append((value, (self.pc | self.exits) & ~labels.elements))
        # Outside of functions Python refuses it, and what follows is read all the same.
        return self.code.kind in ("module", "class")


def only_constants(values: list[Value]) -> bool:
    """Tell whether every returned value is the same constant."""
    first = values[0][0]
    return all(v[0] == first and constants(v) is not None and len(v[0]) == 1 for v in values)


EXECUTE: dict[int, Callable[[Statements, Node], bool]] = {
    ir.DO: Assignments.do,
    ir.ASSIGN: Assignments.assign_statement,
    ir.AUGMENT: Assignments.augment,
    ir.ANNOTATE: Assignments.annotate,
    ir.RETURN: Statements.return_,
    ir.IF: Branches.if_,
    ir.FOR: Loops.for_,
    ir.WHILE: Loops.while_,
    ir.TRY: Exceptions.try_,
    ir.WITH: Exceptions.with_,
    ir.RAISE: Exceptions.raise_,
    ir.DELETE: Assignments.delete,
    ir.DEFINE: Definitions.define,
    ir.CLASS: Definitions.class_,
    ir.IMPORT: Imports.import_,
    ir.IMPORT_FROM: Imports.import_from,
    ir.STAR_IMPORT: Imports.star_import,
    ir.MATCH: Branches.match,
    ir.BREAK: Loops.break_,
    ir.CONTINUE: Loops.continue_,
    ir.ASSERT: Branches.assert_,
}
