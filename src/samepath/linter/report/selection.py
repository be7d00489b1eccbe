"""Which findings are told, where, and what the exit status says of them."""

from collections.abc import Collection, Iterator

from samepath.dataclass import replace
from samepath.effects import Consequence, Severity
from samepath.linter.report.finding import Finding, Location, Place, Report
from samepath.linter.report.ranking import in_order, worst_first

CLEAN, FOUND, FAILED = 0, 1, 2


def is_gap(finding: Finding) -> bool:
    """Whether a finding only says that something could not be resolved."""
    return (
        finding.code.startswith("RPL9")
        and finding.severity is Severity.NOTE
        and finding.consequence is Consequence.UNKNOWN
    )


def is_shown(finding: Finding, *, notes: bool, gaps: bool) -> bool:
    """Whether a finding is told: errors and warnings always, notes and gaps if asked for."""
    if is_gap(finding):
        return gaps
    return notes or finding.severity is not Severity.NOTE


def exit_status(findings: Collection[Finding]) -> int:
    """Say 1 if there is an error or a warning, whether or not the notes are shown."""
    return FOUND if any(f.severity is not Severity.NOTE for f in findings) else CLEAN


def strict(report: Report) -> Report:
    """Count what flows into a gap as a warning; the gaps themselves stay notes."""
    return replace(report, findings=tuple(_strict_finding(f) for f in report.findings))


def _strict_finding(finding: Finding) -> Finding:
    if is_gap(finding):
        return finding
    flows = tuple(
        replace(flow, severity=_strict_severity(flow.severity, flow.consequence))
        for flow in finding.flows
    )
    severity = _strict_severity(finding.severity, finding.consequence)
    return replace(finding, flows=flows, severity=severity)


def _strict_severity(severity: Severity, consequence: Consequence) -> Severity:
    unsure = severity is Severity.NOTE and consequence is Consequence.UNKNOWN
    return Severity.WARNING if unsure else severity


def touching(report: Report, named: Collection[str]) -> Report:
    """Keep the findings that touch a named file or folder, each reported at the place there.

    A finding touches a file if its cause, a call of its chain, its sink, or its workflow
    lies in it; the first of these that does is where it is reported. The names are
    absolute, with forward slashes, as the findings' own. Workflows are kept if they lie in a
    named file, or a kept finding hurts them.
    """
    workflows = {
        (read.workflow, read.dialect): Place(
            read.filename, Location(read.row, 1), Location(read.row, 1)
        )
        for read in report.workflows
    }
    named = frozenset(named)
    moved = (_moved(finding, named, workflows) for finding in report.findings)
    kept = in_order(finding for finding in moved if finding is not None)
    hurt = {(flow.workflow, flow.dialect) for finding in kept for flow in finding.flows}
    told = (
        read
        for read in report.workflows
        if lies_in(read.filename, named) or (read.workflow, read.dialect) in hurt
    )
    return replace(report, findings=tuple(kept), workflows=tuple(told))


_Workflows = dict[tuple[str, str], Place]


def _moved(finding: Finding, named: frozenset[str], workflows: _Workflows) -> Finding | None:
    at_cause = Place(finding.filename, finding.location, finding.end_location)
    for place in _places(finding, at_cause, workflows):
        if not lies_in(place.filename, named):
            continue
        if place is at_cause:
            return finding
        return replace(
            finding,
            filename=place.filename,
            location=place.location,
            end_location=place.end_location,
            cause=finding.cause or at_cause,
        )
    return None


def _places(finding: Finding, at_cause: Place, workflows: _Workflows) -> Iterator[Place]:
    yield at_cause
    flows = worst_first(finding.flows)
    for flow in flows:
        for hop in reversed(flow.chain):
            yield _point(hop.filename, hop.row, hop.column)
    for flow in flows:
        if flow.sink is not None:
            yield _point(flow.sink.filename, flow.sink.row, flow.sink.column)
    for flow in flows:
        if (flow.workflow, flow.dialect) in workflows:
            yield workflows[flow.workflow, flow.dialect]


def _point(filename: str, row: int, column: int) -> Place:
    return Place(filename, Location(row, column), Location(row, column))


def lies_in(filename: str, named: frozenset[str]) -> bool:
    """Whether a file is one of those named, or lies in a folder that is."""
    # Upwards through the folders, so that thousands of named files cost nothing extra.
    while filename not in named:
        folder, _, last = filename.rpartition("/")
        if not last:
            return False
        filename = folder or "/"
    return True
