"""The last lines: what was found, and how much was really read."""

from collections import Counter

from samepath.effects import Severity
from samepath.linter.report.finding import Report
from samepath.linter.report.selection import is_gap
from samepath.linter.report.style import SEVERITY, Style
from samepath.linter.report.words import count, listed


def summary(report: Report, style: Style, *, notes: bool, gaps: bool) -> str:
    """Say how many findings there are, how much was read, and which limits were hit."""
    lines = [_found(report, style, notes=notes, gaps=gaps), _read(report)]
    if not report.workflows:
        lines.append(style.paint("no workflow found, so nothing was checked", "bold yellow"))
    if report.budget:
        hit = "; ".join(report.budget)
        lines.append(style.paint(f"limits hit, so something may be missing: {hit}", "bold yellow"))
    return "\n".join(lines) + "\n"


def _found(report: Report, style: Style, *, notes: bool, gaps: bool) -> str:
    tally = Counter(f.severity for f in report.findings if not is_gap(f))
    told = [
        style.paint(count(tally[severity], severity), SEVERITY[severity])
        for severity in Severity
        if tally[severity] and (notes or severity is not Severity.NOTE)
    ]
    said = listed(told) or style.paint("no findings", "bold green")
    unseen = [] if notes or not tally[Severity.NOTE] else [_hidden(tally[Severity.NOTE], "note")]
    missed = sum(map(is_gap, report.findings))
    if missed and not gaps:
        unseen.append(_hidden(missed, "gap"))
    return said + (style.paint(f" (not shown: {listed(unseen)})", "dim") if unseen else "")


def _hidden(number: int, noun: str) -> str:
    return f"{count(number, noun)}, see --show-{noun}s"


def _read(report: Report) -> str:
    files = f"read {report.files_read:,} of {count(report.files_found, 'file')}"
    total = len(report.workflows)
    complete = sum(not read.gaps for read in report.workflows)
    missed = sum(map(is_gap, report.findings))
    said = [
        f"{files}, {count(report.lines_read, 'line')}",
        f"{count(total, 'workflow')} found, {complete:,} read completely",
        f"{count(missed, 'gap')}",
    ]
    return "; ".join(said)
