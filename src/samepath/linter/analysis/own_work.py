"""What the linter says of its own work: files it could not read, calls it could not follow."""

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.places import Places
from samepath.linter.analysis.rulebook import ENGINE_RULES
from samepath.linter.program.discovery import Discovery
from samepath.linter.report.finding import Finding, Location, Place

NOTES = frozenset({"RPL902", "RPL906"})
"""What is only worth a note."""


def problem_findings(discovery: Discovery) -> list[Finding]:
    """List a warning per file that could not be read, a note per name of two modules."""
    sources = discovery.sources
    found = [
        own_finding("RPL901", p.message, at(p.path, p.row, p.column)) for p in sources.problems
    ]
    found += [own_finding("RPL901", reason, at(path)) for path, reason in discovery.unreadable]
    told = {p.path for p in sources.problems}
    for path in discovery.haystack.unreadable:
        if path not in told:
            reason = sources.reader.failure(path) or "cannot be read"
            found.append(own_finding("RPL901", reason, at(path)))
    for name, paths in discovery.modules.duplicates.items():
        read = [p for p in paths if p in sources.texts]
        if len(read) > 1:
            message = f"{len(paths)} modules are called {name}; each importer sees the nearest one"
            found.append(own_finding("RPL906", message, at(read[0])))
    return found


def at(path: str, row: int = 1, column: int = 1, end_column: int | None = None) -> Place:
    """Answer a stretch of one line."""
    return Place(path, Location(row, column), Location(row, end_column or column + 1))


def own_finding(code: str, message: str, place: Place, help: str = "") -> Finding:
    """Make a finding about the linter's own work."""
    return Finding(
        code,
        ENGINE_RULES[code],
        Severity.NOTE if code in NOTES else Severity.WARNING,
        Consequence.UNKNOWN if code == "RPL902" else Consequence.HARMLESS,
        Certainty.MUST,
        message,
        help,
        place.filename,
        place.location,
        place.end_location,
    )


def gap_findings(observations: list[Observation], places: Places) -> list[Finding]:
    """One note per call that could not be followed."""
    found: dict[tuple[str, int], Finding] = {}
    for observation in observations:
        for frame, site, what in observation.gaps():
            path = frame.function.module.path
            row, column, _, end = places.span(path, site)
            finding = own_finding(
                "RPL902",
                f"not followed: {what}",
                at(path, row, column, end),
                help="annotate the receiver, or describe the call in the configuration",
            )
            found.setdefault((path, site), finding)
    return list(found.values())
