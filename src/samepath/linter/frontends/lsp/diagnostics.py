"""Findings as editors show them: one diagnostic each, with the way there beside it."""

from collections.abc import Iterable

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Position,
)
from lsprotocol.types import Location as Target
from pygls.workspace import PositionCodec

from samepath.dataclass import dataclass
from samepath.linter.frontends.lsp.places import range_of, uri_of
from samepath.linter.report.cells import encodable
from samepath.linter.report.finding import Finding, Place
from samepath.linter.report.frame import Lines
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.route import route
from samepath.linter.report.style import Style
from samepath.linter.report.words import message

SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is needed to place findings in an editor's documents."""

    lines: Lines
    codec: PositionCodec
    folder: str

    def diagnostics(self, findings: Iterable[Finding]) -> dict[str, list[Diagnostic]]:
        """Answer the diagnostics by path."""
        drawn: dict[str, list[Diagnostic]] = {}
        for finding in in_order(findings):
            drawn.setdefault(finding.filename, []).append(self._diagnostic(finding))
        return drawn

    def _diagnostic(self, finding: Finding) -> Diagnostic:
        said = message(finding, Style(cwd=self.folder))
        text = f"{said}\nhelp: {finding.help}" if finding.help else said
        at = Place(finding.filename, finding.location, finding.end_location)
        return Diagnostic(
            range=range_of(at, self.lines, self.codec),
            severity=SEVERITIES[finding.severity],
            code=finding.code,
            source="samepath",
            message=encodable(text),
            related_information=self._way(finding),
        )

    def _way(self, finding: Finding) -> list[DiagnosticRelatedInformation]:
        flows = worst_first(finding.flows)
        if not flows:
            return []
        told = [(stop.place, stop.said) for stop in route(finding, flows[0])]
        first, said = told[0]
        told[0] = (first, f"{flows[0].workflow} ({flows[0].dialect} workflow): {said}")
        return [
            DiagnosticRelatedInformation(
                location=Target(
                    uri=uri_of(place.filename), range=range_of(place, self.lines, self.codec)
                ),
                message=encodable(said),
            )
            for place, said in told
        ]


def covers(diagnostic: Diagnostic, position: Position) -> bool:
    """Tell whether a position lies in a diagnostic's stretch, its end included."""
    start, end = diagnostic.range.start, diagnostic.range.end
    return (
        (start.line, start.character)
        <= (position.line, position.character)
        <= (
            end.line,
            end.character,
        )
    )
