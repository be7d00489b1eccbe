"""Results of workflows and handlers that cannot be written down."""

from collections.abc import Iterator

from samepath.linter.analysis.observe import Observation
from samepath.linter.program.evaluate.frame import live_in
from samepath.linter.program.frames import Frame


def live_results(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the entries, handlers and queries that return what lives in their process only."""
    drives = observation.solved.workflow.dialect.asyncio == "none"
    for kind, frame in observation.solved.entries:
        what = "" if kind == "init" else live_in(observation.solved.solve, frame, frame.result)
        if what == "a generator" and drives:
            continue  # The engine drives it, whoever made it.
        if what:
            code = frame.function.code
            yield frame, code.site, f"{what}, the result of {code.name},"
