"""What a finding is called from one run to the next, though lines move.

Code hosts match findings by it: a dismissed one must stay dismissed. It names the rule, the
file, the cause's function and its source; two of the same are numbered in their order. The
workflows are left out: a cause stays the same when one more workflow reaches it.
"""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from samepath.linter.report.finding import Finding, Place
from samepath.linter.report.frame import Lines
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.style import Style, relative


def identities(
    findings: Iterable[Finding], lines: Lines, style: Style
) -> list[tuple[Finding, str]]:
    """Answer the findings in order, each with its identity: 32 hexadecimal digits."""
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for finding in in_order(findings):
        parts = _parts(finding, lines, style)
        seen[parts] += 1
        text = "\0".join((*parts, str(seen[parts])))
        encoded = text.encode("utf-8", "surrogatepass")
        named.append((finding, blake2b(encoded, digest_size=16).hexdigest()))
    return named


def _parts(finding: Finding, lines: Lines, style: Style) -> tuple[str, ...]:
    cause = finding.cause or Place(finding.filename, finding.location, finding.end_location)
    flows = worst_first(finding.flows)
    function = flows[0].chain[-1].calls if flows and flows[0].chain else ""
    return (
        finding.code,
        relative(finding.filename, style.cwd),
        relative(cause.filename, style.cwd),
        function,
        "".join(source_of(cause, lines).split()),
    )


def source_of(place: Place, lines: Lines) -> str:
    """Give the source text of a place; empty if it cannot be read."""
    source = lines(place.filename)
    first, last = place.location.row, min(place.end_location.row, len(source))
    if not 1 <= first <= last:
        return ""
    if (place.location.row, place.location.column) == (last, place.end_location.column):
        return source[first - 1][place.location.column - 1 :]
    taken = list(source[first - 1 : last])
    if last == place.end_location.row:
        taken[-1] = taken[-1][: place.end_location.column - 1]
    taken[0] = taken[0][place.location.column - 1 :]
    return "\n".join(taken)
