"""The summary of one function as text: effects, changes, operations, parameters, gaps."""

from collections.abc import Iterator, Sequence

from samepath.effects import Certainty
from samepath.linter.report.cells import printable
from samepath.linter.report.effects import Doing, Effects, Parameter, Reach
from samepath.linter.report.style import Style

ENDS = {
    "result": "the result",
    "raise": "an exception",
    "branch": "a branch",
    "loop": "a loop",
    "identity": "the identity of {}",
    "argument": "the input of {}",
    "option": "an option of {}",
    "condition": "a condition of {}",
    "order": "the order of {}",
    "state": "what is changed",
    "world": "{}",
    "log": "a log line",
    "gap": "what is not known: {}",
}
HERE = frozenset({"raise", "result"})
"""Ends that are the function itself: nobody need be told where they are."""


def render(effects: Effects, style: Style) -> str:
    """Write the summary; a section with nothing in it says so, or is left out."""
    title = style.paint(printable(effects.function, style.encoding), "bold")
    lines = [f"{title} {style.paint(style.place(effects.spot.filename, effects.spot.row), 'dim')}"]
    lines += _section("effects", effects.effects, style, none="none")
    lines += _section("changes", effects.changes, style)
    lines += _section("operations", effects.operations, style)
    if effects.parameters:
        lines += ["", style.paint("parameters", "bold cyan")]
        lines += [line for each in effects.parameters for line in _parameter(each, style)]
    lines += _section("gaps", effects.gaps, style)
    return "\n".join(lines) + "\n"


def _section(title: str, doings: Sequence[Doing], style: Style, none: str = "") -> Iterator[str]:
    if doings or none:
        yield ""
        yield style.paint(title, "bold cyan")
    if not doings and none:
        yield f"  {none}"
    for doing in doings:
        yield from _doing(doing, style)


def _doing(doing: Doing, style: Style) -> Iterator[str]:
    kind = " ".join(part for part in (doing.kind, doing.access) if part)
    what = printable(doing.what, style.encoding)
    doubt = ", likely" if doing.certainty is Certainty.MAY else ""
    said = what if doing.kind in {"operation", "gap"} else f"{kind}: {what}"
    yield f"  {style.place(doing.spot.filename, doing.spot.row)} {said}{doubt}"
    for hop in doing.chain:
        calls = printable(hop.calls, style.encoding)
        yield f"    by {style.place(hop.filename, hop.row)} {style.glyphs.arrow} {calls}"
    yield from _reaches(doing.reaches, style)


def _parameter(parameter: Parameter, style: Style) -> Iterator[str]:
    yield f"  {printable(parameter.name, style.encoding)}"
    if not parameter.reaches:
        yield "    goes nowhere"
    yield from _reaches(parameter.reaches, style)


def _reaches(reaches: Sequence[Reach], style: Style) -> Iterator[str]:
    for reach in reaches:
        end = ENDS[reach.kind].format(printable(reach.what, style.encoding) or "a call")
        where = (
            "" if reach.kind in HERE else f", {style.place(reach.spot.filename, reach.spot.row)}"
        )
        yield f"    {style.glyphs.arrow} {end}{where}"
