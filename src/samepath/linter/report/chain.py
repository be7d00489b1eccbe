"""The chain of calls from a workflow to a cause and on to its sink, drawn as a tree."""

from samepath.dataclass import dataclass
from samepath.effects import Certainty
from samepath.linter.report.cells import printable, width
from samepath.linter.report.finding import Finding, Flow, Place, Sink
from samepath.linter.report.frame import Lines
from samepath.linter.report.style import Style
from samepath.linter.report.words import count, short, what_happens

LONGEST = 12
"""Calls of a chain that are drawn; of a longer one, the middle is left out."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """One line of the tree: how deep it hangs, where it stands, what it says."""

    depth: int
    place: str
    said: str


def tree(finding: Finding, flow: Flow, lines: Lines, style: Style) -> list[str]:
    """Draw one flow: the workflow, each call, last the cause; then the sink."""
    cause = finding.cause or Place(finding.filename, finding.location, finding.end_location)
    branches = _calls(flow, cause, style)
    place = style.place(cause.filename, cause.location.row)
    branches.append(_Branch(len(branches), place, _cause(finding, flow, cause, lines, style)))
    if flow.sink is not None:
        branches.append(_sink(flow.sink, lines, style))
    return [_workflow(flow, style), *_drawn(branches, sunk=flow.sink is not None, style=style)]


def _workflow(flow: Flow, style: Style) -> str:
    likely = ", by a call that is likely but not certain"
    doubt = likely if flow.certainty is Certainty.MAY else ""
    name = style.paint(printable(flow.workflow, style.encoding), "bold")
    return f"{name} {style.paint(f'({flow.begins_at}{doubt})', 'dim')}"


def _calls(flow: Flow, cause: Place, style: Style) -> list[_Branch]:
    chain = flow.chain
    callee_files = [*(hop.filename for hop in chain[1:]), cause.filename]
    half = LONGEST // 2
    left_out = range(half, len(chain) - half) if len(chain) > LONGEST else range(0)
    branches: list[_Branch] = []
    for number, (hop, callee_file) in enumerate(zip(chain, callee_files, strict=False)):
        if number in left_out:
            if number == left_out.start:
                more = f"{style.glyphs.more} {count(len(left_out), 'more call')}"
                branches.append(_Branch(len(branches), style.paint(more, "dim"), ""))
            continue
        caller = printable(short(hop.function, hop.filename), style.encoding)
        callee = printable(short(hop.calls, callee_file), style.encoding)
        said = f"{caller} {style.glyphs.arrow} {callee}"
        branches.append(_Branch(len(branches), style.place(hop.filename, hop.row), said))
    return branches


def _cause(finding: Finding, flow: Flow, cause: Place, lines: Lines, style: Style) -> str:
    code = style.paint(_code(cause, lines, style) or finding.name, "bold")
    function = flow.chain[-1].calls if flow.chain else ""
    caller = short(function, cause.filename)
    if caller == function:  # in the workflow itself, or in a module's body
        return code
    return f"{printable(caller, style.encoding)} {style.glyphs.arrow} {code}"


def _sink(sink: Sink, lines: Lines, style: Style) -> _Branch:
    source = lines(sink.filename)
    said = what_happens(sink)
    if 1 <= sink.row <= len(source):
        line = _clipped(source[sink.row - 1].strip(), style)
        said += style.paint(f"  {line}", "dim")
    return _Branch(0, style.place(sink.filename, sink.row), said)


def _code(cause: Place, lines: Lines, style: Style) -> str:
    """Give the source of the cause; of several lines, the first."""
    source, row = lines(cause.filename), cause.location.row
    if not 1 <= row <= len(source):
        return ""
    whole = row == cause.end_location.row
    end = cause.end_location.column - 1 if whole else None
    code = source[row - 1][cause.location.column - 1 : end].strip()
    return _clipped(code, style) + ("" if whole or not code else style.glyphs.more)


def _clipped(code: str, style: Style, longest: int = 60) -> str:
    if width(code, style.encoding) <= longest:
        return printable(code, style.encoding)
    return printable(code[: longest // 2], style.encoding) + style.glyphs.more


def _drawn(branches: list[_Branch], *, sunk: bool, style: Style) -> list[str]:
    """Hang each call below the one before it; the sink hangs from the workflow itself."""
    glyphs = style.glyphs
    drawn = []
    for number, branch in enumerate(branches):
        is_sink = sunk and number == len(branches) - 1
        trunk = glyphs.stem if sunk else glyphs.blank
        lead = trunk + glyphs.blank * (branch.depth - 1) if branch.depth else ""
        joint = glyphs.branch if sunk and branch.depth == 0 and not is_sink else glyphs.last
        stem = style.paint(lead + joint, "blue")
        drawn.append(f"{stem}{style.paint(branch.place, 'cyan')} {branch.said}".rstrip())
    return drawn
