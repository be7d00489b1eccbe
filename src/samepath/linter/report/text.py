"""Full text: each finding with its code, the chain of calls as a tree, and what to do.

Written by hand and not with a rendering library: loading one would take longer than
checking a small project.
"""

from collections.abc import Iterable

from samepath.linter.report.cells import printable
from samepath.linter.report.chain import tree
from samepath.linter.report.finding import Finding, Flow, Place
from samepath.linter.report.frame import Lines, frame, gutter
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.style import SEVERITY, Style
from samepath.linter.report.words import count, message

NAMED = 3
"""Other workflows that are named before the rest is only counted."""


def render(
    findings: Iterable[Finding], lines: Lines, style: Style, *, every_flow: bool = False
) -> str:
    """Write findings as people read them; with `every_flow`, all flows and not the worst only."""
    blocks = [_block(f, lines, style, every_flow=every_flow) for f in in_order(findings)]
    return "".join(f"{block}\n\n" for block in blocks)


def header(finding: Finding, style: Style) -> str:
    """Write the first line: place, severity, rule, code, message."""
    at = finding.location
    severity = style.paint(f"{finding.severity}[{finding.name}]", SEVERITY[finding.severity])
    code = style.link(finding.code, finding.url) if finding.url else finding.code
    said = printable(message(finding, style), style.encoding)
    place = style.paint(style.place(finding.filename, at.row, at.column), "bold")
    return f"{place}: {severity} {code} {said}"


def _block(finding: Finding, lines: Lines, style: Style, *, every_flow: bool) -> str:
    place = Place(finding.filename, finding.location, finding.end_location)
    below = []
    flows = _flows(finding)
    told = flows if every_flow else flows[:1]
    for flow in told:
        below += tree(finding, flow, lines, style)
    if len(told) < len(flows):
        below.append(_others(flows, style))
    if finding.help:
        label = style.paint("help:", "bold cyan")
        below.append(f"{label} {printable(finding.help, style.encoding)}")
    margin = " " * (gutter(place) + 1)
    code = frame(place, lines, style, SEVERITY[finding.severity])
    return "\n".join([header(finding, style), *code, *(margin + line for line in below)])


def _flows(finding: Finding) -> list[Flow]:
    """Order flows, the worst first; of a moved finding, the worst that passes its place."""
    at = (finding.filename, finding.location.row, finding.location.column)

    def is_elsewhere(flow: Flow) -> bool:
        passed = {(hop.filename, hop.row, hop.column) for hop in flow.chain}
        if flow.sink is not None:
            passed.add((flow.sink.filename, flow.sink.row, flow.sink.column))
        return at not in passed

    flows = worst_first(finding.flows)
    return flows if finding.cause is None else sorted(flows, key=is_elsewhere)


def _others(flows: list[Flow], style: Style) -> str:
    """Say whom else the cause hurts: other workflows, or this one in other ways."""
    names = list(dict.fromkeys(flow.workflow for flow in flows))[1:]
    if not names:
        said = f"and in {count(len(flows) - 1, 'more way')} in this workflow"
    else:
        rest = f", {style.glyphs.more}" if len(names) > NAMED else ""
        shown = ", ".join(printable(name, style.encoding) for name in names[:NAMED])
        said = f"and {count(len(names), 'more workflow')}: {shown}{rest}"
    return style.paint(said, "dim")
