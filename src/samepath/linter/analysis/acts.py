"""What a workflow's own code does to the world: it does so again on every replay."""

from collections.abc import Iterator

from samepath.effects import Consequence, Effect
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.program.labels import Cause
from samepath.linter.program.objects import RUN
from samepath.rules.dialects import Dialect

QUIET = frozenset({Effect.LOG, Effect.CONSOLE, Effect.METRIC})
"""What may happen twice without harm."""


def acts_of(observation: Observation) -> Iterator[Seen]:
    """Yield a cause for every act that is no reading."""
    dialect = observation.solved.workflow.dialect
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when != RUN:
            continue
        for site, (effect, access, what) in frame.effects.items():
            if access == "read" or effect.value in frame.mode.muted:
                continue
            path = frame.function.module.path
            # What is awaited acts on the world as a rule, but need not.
            may = frame.mode.may or effect is Effect.FOREIGN
            cause = Cause("act", effect, path, site, may, what)
            ending = Ending(frame, site, "world", consequence_of(effect, access, dialect))
            yield Seen(cause, frame, (ending,))


def consequence_of(effect: Effect, access: str | None, dialect: Dialect) -> Consequence:
    """Grade an act: a write is repeated, a wait starts again, a log line is only doubled.

    An engine with a loop of its own fails a workflow that keeps it from going on.
    """
    if effect in QUIET or (effect is Effect.CPU and dialect.asyncio != "durable"):
        return Consequence.HARMLESS
    if access == "write" or effect in (Effect.SLEEP, Effect.FOREIGN):
        return Consequence.DIVERGES
    return Consequence.LEAKS
