"""Operations that are not used as the engine wants."""

from collections.abc import Iterator

from samepath.effects import Consequence
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.program.labels import Cause


def misuses_of(observation: Observation) -> Iterator[Seen]:
    """Yield a cause for every misuse that the workflow meets and its engine minds."""
    minded = observation.solved.workflow.dialect.misuses
    for reached in observation.reached.values():
        frame = reached.frame
        for (site, misuse), what in frame.misuses.items():
            path = frame.function.module.path
            cause = Cause("misuse", misuse, path, site, frame.mode.may, what)
            consequence = Consequence(minded[misuse.value].consequence)
            ending = Ending(frame, site, "record", consequence)
            yield Seen(cause, frame, (ending,))
