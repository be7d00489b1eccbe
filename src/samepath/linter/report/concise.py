"""One line per finding, for editors, scripts and `grep`."""

from collections.abc import Iterable

from samepath.linter.report.finding import Finding
from samepath.linter.report.ranking import in_order
from samepath.linter.report.style import Style
from samepath.linter.report.text import header


def render(findings: Iterable[Finding], style: Style) -> str:
    """Write `file:row:column: severity[rule] CODE message` per finding."""
    return "".join(f"{header(finding, style)}\n" for finding in in_order(findings))
