"""What is worse than what, and in which order findings are told."""

from collections.abc import Iterable

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter.report.finding import Finding, Flow

# The vocabulary lists each scale worst first.
_SEVERITY = {member: rank for rank, member in enumerate(Severity)}
_CONSEQUENCE = {member: rank for rank, member in enumerate(Consequence)}
_CERTAINTY = {member: rank for rank, member in enumerate(Certainty)}


def badness(severity: Severity, consequence: Consequence, certainty: Certainty) -> tuple[int, ...]:
    """Give a key that sorts the worst first."""
    return _SEVERITY[severity], _CONSEQUENCE[consequence], _CERTAINTY[certainty]


def worst_first(flows: Iterable[Flow]) -> list[Flow]:
    """Order flows: the worst first, of equals the shortest chain, then by name."""
    return sorted(
        flows,
        key=lambda flow: (
            *badness(flow.severity, flow.consequence, flow.certainty),
            len(flow.chain),
            flow.workflow,
            flow.fingerprint,
            [(hop.filename, hop.row, hop.column, hop.calls) for hop in flow.chain],
            (flow.sink.filename, flow.sink.row, flow.sink.column) if flow.sink else ("", 0, 0),
        ),
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Order findings by file and place; the order they came in does not matter."""
    return sorted(
        findings,
        key=lambda finding: (
            finding.filename,
            finding.location,
            finding.code,
            finding.end_location,
            finding.message,
            [flow.fingerprint for flow in finding.flows],
        ),
    )
