"""What becomes of a value: it decides operations, becomes an input or a result, or is logged."""

# all of a kind are called alike; the names say what is made
# ruff: noqa: ARG001, D103

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.accuracy.places import Spot, Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import Piece, count_of, test_of


@dataclass(frozen=True, slots=True)
class Ending:
    """Statements in the workflow's body, what it returns, and how bad that is."""

    name: str
    lines: tuple[str, ...]
    result: str = ""


def operation(target: Target, spot: Spot) -> list[str]:
    """Return the lines of an operation, without their margin."""
    rows = Path(target.path).read_text().split("\n")[spot.first - 1 : spot.last]
    if len(rows) > 1 and any('"""' in row or "'''" in row for row in rows):
        raise NotPossibleError
    return [
        row[spot.column :] if row[: spot.column].isspace() or not spot.column else row
        for row in rows
    ]


def under(head: str, lines: list[str]) -> tuple[str, ...]:
    """Put lines below the head of a block."""
    return (head, *[f"    {line}" for line in lines])


def branch(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, piece.expression, random)
    return Ending("branch", under(f"if {test}:", operation(target, spot)))


def other_arm(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, "decisive", random)
    head = (f"decisive = {piece.expression}", f"if {test}:", "    pass")
    return Ending("else", (*head, *under("else:", operation(target, spot))))


def repeated(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    head = f"for _ in range({count_of(piece, 'times')}):"
    return Ending("loop", (f"times = {piece.expression}", *under(head, operation(target, spot))))


def while_loop(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, "going", random)
    inner = [*operation(target, spot), "break"]
    return Ending("while", (f"going = {piece.expression}", *under(f"while {test}:", inner)))


def early_return(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, "late", random)
    return Ending("return", (f"late = {piece.expression}", f"if {test}:", "    return None"))


def failure(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, "late", random)
    return Ending(
        "raise", (f"late = {piece.expression}", f"if {test}:", '    raise ValueError("late")')
    )


def flag_first(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, piece.expression, random)
    head = (f"wanted = bool({test}) and True", 'mode = "go" if wanted else "stay"')
    return Ending("flag", (*head, *under('if mode == "go":', operation(target, spot))))


def case(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    test = test_of(piece, "matched", random)
    inner = under("    case True:", [f"    {line}" for line in operation(target, spot)])
    return Ending(
        "match",
        (
            f"matched = {piece.expression}",
            f"match bool({test}):",
            *inner,
            "    case _:",
            "        pass",
        ),
    )


def result(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    outermost(target, spot)
    return Ending("result", (f"answer_value = {piece.expression}",), "answer_value")


def outermost(target: Target, spot: Spot) -> None:
    """Require that what is assigned at the spot is bound at the workflow's end."""
    if spot.column != target.function.body[0].col_offset:
        raise NotPossibleError


def state(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    if not target.is_class:
        return result(target, spot, piece, random)
    return Ending("state", (f"{target.receiver}.kept_value = {piece.expression}",))


def argument(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    """Issue the operation once more, with the value as its input."""
    lines = operation(target, spot)
    tree = (
        ast.parse("\n".join(lines))
        if target.engine != "temporal" and not target.is_async
        else parsed(lines)
    )
    for call in [n for n in ast.walk(tree) if isinstance(n, ast.Call)]:
        position = input_of(target, call)
        if (
            position is None
            or position >= len(call.args)
            or isinstance(call.args[position], ast.Starred)
        ):
            continue
        call.args[position] = ast.Name("given_value")
        text = ast.unparse(
            tree.body[0].body[0]
            if tree.body and isinstance(tree.body[0], ast.AsyncFunctionDef)
            else tree.body[0]
        )
        return Ending("argument", (f"given_value = {piece.expression}", *text.split("\n")))
    raise NotPossibleError


def parsed(lines: list[str]) -> ast.Module:
    """Parse statements that may await."""
    return ast.parse("async def body():\n" + "\n".join(f"    {line}" for line in lines))


def input_of(target: Target, call: ast.Call) -> int | None:
    """Return the position of an operation's input, None if the call is none or has none."""
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if target.engine == "temporal":
        wanted = {
            "execute_activity",
            "execute_activity_method",
            "execute_child_workflow",
            "start_activity",
        }
        return 1 if last in wanted else None
    if target.engine == "azure":
        return 1 if last in {"call_activity", "call_sub_orchestrator"} else None
    if target.engine == "aws":
        return 1 if last == "invoke" else None
    return 1 if name in {"DBOS.set_event", "DBOS.send"} else None


def logged(target: Target, spot: Spot, piece: Piece, random: Random) -> Ending:
    lines = random.choice(
        [
            ('logging.getLogger("x").info("at %s", {0})',), ("print({0})",),
            ('print(f"now {{{0}}}")',),
            ("shown = {0}", 'logging.getLogger("x").warning("%s", shown)'),
            ("shown = {0}", "if shown:", "    print(shown)"),
        ]
    )  # fmt: skip
    return Ending("log", tuple(line.format(piece.expression) for line in lines))


Finish = Callable[[Target, Spot, Piece, Random], Ending]
ENDINGS: dict[str, tuple[Finish, ...]] = {
    "error": (
        branch,
        branch,
        other_arm,
        repeated,
        while_loop,
        early_return,
        failure,
        flag_first,
        case,
    ),
    "warning": (result, result, state, argument, argument),
    "note": (logged,),
}
