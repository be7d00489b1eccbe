"""What a workflow's own code does to the world: it does so again on every replay."""

from collections.abc import Iterator

from samepath.effects import Consequence, Effect
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import RUN

QUIET = frozenset({Effect.LOG, Effect.CONSOLE, Effect.METRIC})
"""What may happen twice without harm."""


def acts_of(observation: Observation) -> Iterator[Seen]:
    """Yield a cause for every act that is no reading."""
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN:
            continue
        for site, (effect, access, what) in frame.effects.items():
            if access == "read" or effect.value in frame.mode.muted:
                continue
            path = frame.function.module.path
            cause = Cause("act", effect, path, site, frame.mode.may, what)
            ending = Ending(frame, site, "world", consequence_of(effect, access))
            yield Seen(cause, frame, (ending,))


def consequence_of(effect: Effect, access: str | None) -> Consequence:
    """Grade an act: a write is repeated, a wait starts again, a log line is only doubled."""
    if effect in QUIET:
        return Consequence.HARMLESS
    if access == "write" or effect is Effect.SLEEP:
        return Consequence.DIVERGES
    return Consequence.LEAKS
