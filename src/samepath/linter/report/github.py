"""Annotations for GitHub: workflow commands that a runner reads off the output."""

from collections.abc import Iterable

from samepath.linter.report.cells import encodable, printable
from samepath.linter.report.finding import Finding
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.route import Stop, route
from samepath.linter.report.style import Style, relative
from samepath.linter.report.words import message

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(findings: Iterable[Finding], style: Style) -> str:
    """Write one annotation per finding, with the worst flow's way below the message."""
    return "".join(f"{_annotation(finding, style)}\n" for finding in in_order(findings))


def _annotation(finding: Finding, style: Style) -> str:
    start, end = finding.location, finding.end_location
    where = {
        "title": f"samepath {finding.name} ({finding.code})",
        "file": relative(finding.filename, style.cwd),
        "line": start.row,
        "endLine": end.row,
    }
    if start.row == end.row:  # columns of a stretch of lines are refused
        where |= {"col": start.column, "endColumn": end.column}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
    text = "\n".join([message(finding, style), *_way(finding, style), *_help(finding)])
    return f"::{LEVELS[finding.severity]} {said}::{_data(text)}"


def _way(finding: Finding, style: Style) -> list[str]:
    flows = worst_first(finding.flows)
    if not flows:
        return []
    stops = route(finding, flows[0])
    told = [f"from {flows[0].workflow} ({flows[0].begins_at}):"]
    told += [f"{number}. {_stop(stop, style)}" for number, stop in enumerate(stops, 1)]
    others = len({flow.workflow for flow in flows}) - 1
    return [*told, f"and {others:,} more workflows"] if others else told


def _stop(stop: Stop, style: Style) -> str:
    said = "the cause" if stop.kind == "cause" else stop.said
    place = style.place(stop.place.filename, stop.place.location.row)
    return f"{place} {printable(said)}"


def _help(finding: Finding) -> list[str]:
    return [f"help: {finding.help}"] if finding.help else []


def _data(text: str) -> str:
    escaped = encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(char if char.isprintable() else printable(char) for char in escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
