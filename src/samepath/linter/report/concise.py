"""One line per finding, for editors, scripts and `grep`."""

from collections.abc import Iterable

from samepath.linter.report.cells import printable
from samepath.linter.report.finding import Finding
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.style import Style
from samepath.linter.report.text import header
from samepath.linter.report.words import short

LONGEST = 4
"""Functions of a chain that are named; of a longer one, the middle is left out."""


def render(findings: Iterable[Finding], style: Style) -> str:
    """Write `file:row:column: severity[rule] CODE message (workflow > call > call)` per finding."""
    return "".join(f"{header(f, style)}{_painted(f, style)}\n" for f in in_order(findings))


def _painted(finding: Finding, style: Style) -> str:
    said = way(finding, style)
    return f" {style.paint(f'({said})', 'dim')}" if said else ""


def way(finding: Finding, style: Style) -> str:
    """Name the calls of the worst flow, and count the other workflows; empty without flows."""
    flows = worst_first(finding.flows)
    if not flows:
        return ""
    chain = flows[0].chain
    files = [*(hop.filename for hop in chain[1:]), (finding.cause or finding).filename]
    calls = [short(hop.calls, file) for hop, file in zip(chain, files, strict=False)]
    names = [flows[0].workflow, *calls]
    if len(names) > LONGEST:
        names = [names[0], "...", *names[2 - LONGEST :]]
    others = len({flow.workflow for flow in flows}) - 1
    more = f", and {others:,} more" if others else ""
    return printable(" > ".join(names) + more, style.encoding)
