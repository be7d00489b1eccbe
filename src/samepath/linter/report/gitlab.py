"""A Code Quality report for GitLab, which shows it in merge requests."""

from collections.abc import Iterable

from samepath.linter.report.finding import Finding
from samepath.linter.report.frame import Lines
from samepath.linter.report.identity import identities
from samepath.linter.report.json_ import dump
from samepath.linter.report.style import Style, relative
from samepath.linter.report.words import message

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(findings: Iterable[Finding], lines: Lines, style: Style) -> str:
    """Write one array; GitLab drops findings of one fingerprint, so each has its own."""
    named = identities(findings, lines, style)
    return dump([_issue(finding, identity, style) for finding, identity in named])


def _issue(finding: Finding, identity: str, style: Style) -> dict[str, object]:
    start, end = finding.location, finding.end_location
    return {
        "type": "issue",
        "check_name": finding.name,
        "description": f"{finding.code}: {message(finding, style)}",
        "severity": SEVERITIES[finding.severity],
        "categories": ["Bug Risk"],
        "fingerprint": identity,
        "location": {
            "path": relative(finding.filename, style.cwd),
            "lines": {"begin": start.row, "end": end.row},
            "positions": {
                "begin": {"line": start.row, "column": start.column},
                "end": {"line": end.row, "column": end.column},
            },
        },
    }
