"""What the linter says of its own work: files it could not read, calls it could not follow."""

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.places import Places
from samepath.linter.program.discovery import Discovery
from samepath.linter.report.finding import Finding, Location


def problem_findings(discovery: Discovery) -> list[Finding]:
    """One warning per file that could not be read."""
    found = [
        own_finding(
            "RPL901", "unreadable-file", Severity.WARNING, p.message, p.path, p.row, p.column
        )
        for p in discovery.sources.problems
    ]
    found += [
        own_finding("RPL901", "unreadable-file", Severity.WARNING, reason, path, 1, 1)
        for path, reason in discovery.unreadable
    ]
    told = {p.path for p in discovery.sources.problems}
    for path in discovery.haystack.unreadable:
        if path not in told:
            reason = discovery.sources.reader.failure(path) or "cannot be read"
            found.append(
                own_finding("RPL901", "unreadable-file", Severity.WARNING, reason, path, 1, 1)
            )
    duplicates = discovery.modules.duplicates
    for name, paths in duplicates.items():
        read = [p for p in paths if p in discovery.sources.texts]
        if len(read) > 1:
            message = f"{len(paths)} modules are called {name}; each importer sees the nearest one"
            found.append(
                own_finding("RPL906", "duplicate-module", Severity.NOTE, message, read[0], 1, 1)
            )
    return found


def own_finding(
    code: str, name: str, severity: Severity, message: str, path: str, row: int, column: int,
    end_column: int | None = None, help: str = "",  # noqa: A002 - the field's name
) -> Finding:  # fmt: skip
    """Make a finding about the linter's own work."""
    gap = code == "RPL902"
    end = Location(row, end_column or column + 1)
    return Finding(
        code, name, severity, Consequence.UNKNOWN if gap else Consequence.HARMLESS, Certainty.MUST,
        message, help, path, Location(row, column), end,
    )  # fmt: skip


def gap_findings(observations: list[Observation], places: Places) -> list[Finding]:
    """One note per call that could not be followed."""
    found: dict[tuple[str, int], Finding] = {}
    for observation in observations:
        for frame, site, what in observation.gaps():
            path = frame.function.module.path
            row, column, _, end = places.span(path, site)
            found.setdefault(
                (path, site),
                own_finding(
                    "RPL902", "unresolved-call", Severity.NOTE, f"not followed: {what}", path, row, column, end,
                    help="annotate the receiver, or describe the call in the configuration",
                ),
            )  # fmt: skip
    return list(found.values())
