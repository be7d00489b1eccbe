"""What one function does to the world, and where what it is given goes: as people see it."""

from samepath.dataclass import dataclass
from samepath.effects import Certainty
from samepath.linter.report.finding import Hop
from samepath.linter.report.style import Style, relative


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a file."""

    filename: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a value ends up: the kind of end, what stands there, and where that is.

    The kinds: result, raise, branch, loop, identity, argument, option, condition, order, state,
    world, log, gap. `what` is the call concerned, if there is one.
    """

    kind: str
    what: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, and every end that its value reaches."""

    name: str
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that is done to the world, learnt from it, issued, changed, or not known.

    `kind` is an effect, `operation`, `parameter`, `shared` or `gap`; `access` is read, write or
    empty.
    """

    kind: str
    access: str
    what: str
    certainty: Certainty
    spot: Spot
    chain: tuple[Hop, ...]
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Effects:
    """The summary of one function."""

    function: str
    dialect: str
    spot: Spot
    parameters: tuple[Parameter, ...]
    effects: tuple[Doing, ...]
    changes: tuple[Doing, ...]
    operations: tuple[Doing, ...]
    gaps: tuple[Doing, ...]


def as_json(effects: Effects, style: Style) -> dict[str, object]:
    """Give the summary as plain values; file names inside the working directory are relative."""
    return {
        "function": effects.function,
        "dialect": effects.dialect,
        **_spot(effects.spot, style),
        "parameters": [
            {"name": p.name, "reaches": [_reach(reach, style) for reach in p.reaches]}
            for p in effects.parameters
        ],
        **{
            name: [_doing(doing, style) for doing in getattr(effects, name)]
            for name in ("effects", "changes", "operations", "gaps")
        },
    }


def _spot(spot: Spot, style: Style) -> dict[str, object]:
    return {
        "filename": relative(spot.filename, style.cwd),
        "row": spot.row,
        "column": spot.column,
    }


def _reach(reach: Reach, style: Style) -> dict[str, object]:
    return {"kind": reach.kind, "what": reach.what or None, **_spot(reach.spot, style)}


def _doing(doing: Doing, style: Style) -> dict[str, object]:
    return {
        "kind": doing.kind,
        "access": doing.access or None,
        "what": doing.what,
        "certainty": doing.certainty,
        **_spot(doing.spot, style),
        "chain": [
            {
                "filename": relative(hop.filename, style.cwd),
                "row": hop.row,
                "column": hop.column,
                "function": hop.function,
                "calls": hop.calls,
            }
            for hop in doing.chain
        ],
        "reaches": [_reach(reach, style) for reach in doing.reaches],
    }
