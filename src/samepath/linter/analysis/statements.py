"""Database statements that are put together from values, in steps and workflows alike."""

from collections.abc import Iterator

from samepath.effects import Consequence, Effect
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.program.frames import Frame
from samepath.linter.program.labels import Cause


def statements_of(observation: Observation) -> Iterator[Seen]:
    """Yield a cause for every text that is put together and executed."""
    for reached in observation.reached.values():
        frame = reached.frame
        for site, (name, texts) in frame.statements.items():
            for text in texts:
                assert text.module is not None
                made = text.frame
                known = isinstance(made, Frame) and made in observation.reached
                where = made if known and isinstance(made, Frame) else frame
                cause = Cause("parts", Effect.DATABASE, text.module.path, text.site, False, name)
                yield Seen(cause, where, (Ending(frame, site, "statement", Consequence.LEAKS),))
