"""The door to evaluation: one frame, or one module's body."""

from samepath.linter.program.evaluate.statements.statements import Statements
from samepath.linter.program.frames import Frame, Mode
from samepath.linter.program.objects import IMPORT, Function, Value
from samepath.linter.program.solve import Solve
from samepath.linter.program.world import Module, World

IMPORTING = Mode(IMPORT)
LOADING = 3_000
"""Evaluations that the code of one module may take when it is imported."""


def evaluate_frame(solve: Solve, frame: Frame) -> None:
    """Evaluate a frame's function from its parameters, and note what it does."""
    evaluation = Statements(solve, frame, frame.function.module)
    try:
        evaluation.run_function()
    except RecursionError:
        frame.gaps[frame.function.code.site] = "nesting that is too deep to follow"


def opening(solve: Solve, function: Function, mode: Mode) -> Statements:
    """Answer an evaluation for a function that is called by nobody we know."""
    return Statements(solve, Frame(function, mode, ("opening", function), 0), function.module)


def run_module(world: World, module: Module) -> None:
    """Run a module's body in the import-time world."""
    solve = world.base
    assert solve is not None
    assert module.index is not None
    function = Function(module.index.body, module, None, IMPORT)
    frame = Frame(function, IMPORTING, ("module", module.path), len(solve.frames))
    solve.frames[frame.key] = frame
    module.frame = frame
    evaluation = Statements(solve, frame, module)
    if solve.depth == 0:
        solve.allow(LOADING)
    try:
        evaluation.block(module.index.body.body)
    except RecursionError:
        frame.gaps[-1] = "nesting that is too deep to follow"
    if solve.depth == 0:
        solve.settle()
        solve.allow(LOADING)


def reached_labels(solve: Solve, frame: Frame, value: Value) -> int:
    """Join the labels of a value and of all that can be reached from it."""
    return Statements(solve, frame, frame.function.module).deep(value)


def live_in(solve: Solve, frame: Frame, value: Value) -> str:
    """Say what of this process a value is or holds, or nothing."""
    return Statements(solve, frame, frame.function.module).live_in(value)
