"""The way from a workflow over its calls to the cause, and on to the sink, place by place.

What SARIF, annotations and editors show of a flow: they have their own ways to draw it.
"""

from typing import Literal

from samepath.dataclass import dataclass
from samepath.linter.report.finding import Finding, Flow, Location, Place
from samepath.linter.report.words import short, what_happens

LONGEST = 200
"""Places of a route that are told; of a longer one, the middle is left out."""

StopKind = Literal["call", "cause", "sink"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the way, and what happens there."""

    kind: StopKind
    place: Place
    said: str


def route(finding: Finding, flow: Flow) -> tuple[Stop, ...]:
    """List the calls from the workflow on, then the cause, then the sink."""
    cause = finding.cause or Place(finding.filename, finding.location, finding.end_location)
    files = [*(hop.filename for hop in flow.chain[1:]), cause.filename]
    stops = [
        Stop(
            "call",
            point(hop.filename, hop.row, hop.column),
            f"{short(hop.function, hop.filename)} calls {short(hop.calls, callee_file)}",
        )
        for hop, callee_file in zip(flow.chain, files, strict=False)
    ]
    stops.append(Stop("cause", cause, finding.message))
    if len(stops) > LONGEST:
        half = LONGEST // 2
        stops = [*stops[:half], *stops[-half:]]
    if flow.sink is not None:
        sink = flow.sink
        place = point(sink.filename, sink.row, sink.column)
        stops.append(Stop("sink", place, f"this {what_happens(sink)}"))
    return tuple(stops)


def point(filename: str, row: int, column: int) -> Place:
    """Make a place of which only the start is known."""
    return Place(filename, Location(row, column), Location(row, column))
