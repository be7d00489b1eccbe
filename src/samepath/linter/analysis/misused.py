"""Operations that are not used as the engine wants: noticed on the way, or found afterwards."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from samepath.effects import Consequence, Misuse
from samepath.linter.analysis.misuses.beside import side_by_side
from samepath.linter.analysis.misuses.direct import called_directly
from samepath.linter.analysis.misuses.foreign import foreign_exceptions
from samepath.linter.analysis.misuses.interleaved import interleaved
from samepath.linter.analysis.misuses.nameless import unnamed
from samepath.linter.analysis.misuses.repeated import repeated
from samepath.linter.analysis.misuses.results import live_results
from samepath.linter.analysis.misuses.swallowing import swallowed
from samepath.linter.analysis.misuses.thunks import thunks_dropped
from samepath.linter.analysis.misuses.unbounded import endless_loops
from samepath.linter.analysis.misuses.waiting import dangling, never_runs, unawaited
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.analysis.rulebook import probe
from samepath.linter.api import Rule
from samepath.linter.program.frames import Frame
from samepath.linter.program.labels import Cause

Noticed = tuple[Frame, int, str]
"""A frame, the site in it, and what is misused there, as people know it."""

AFTERWARDS: dict[Misuse, Callable[[Observation], Iterator[Noticed]]] = {
    Misuse.FOREIGN_EXCEPTION: foreign_exceptions,
    Misuse.NOT_AWAITED: unawaited,
    Misuse.CALLED_DIRECTLY: called_directly,
    Misuse.THUNK_DROPPED: thunks_dropped,
    Misuse.UNNAMED: unnamed,
    Misuse.SAME_NAME: repeated,
    Misuse.SEQUENTIAL: side_by_side,
    Misuse.INTERLEAVED: interleaved,
    Misuse.SWALLOWED: swallowed,
    Misuse.DANGLING: dangling,
    Misuse.UNBOUNDED: endless_loops,
    Misuse.UNSERIALISABLE: live_results,
}
"""What can only be told once the whole workflow is known."""


def misuses_of(observation: Observation, rules: tuple[Rule, ...]) -> Iterator[Seen]:
    """Yield a cause for every misuse that the workflow meets and its engine minds.

    What nobody asks for is not looked for: that costs more than to leave out what was noticed.
    """
    minded = observation.solved.workflow.dialect.misuses
    for reached in observation.reached.values():
        for (site, misuse), what in reached.frame.misuses.items():
            yield seen(misuse, (reached.frame, site, what), minded[misuse.value].consequence)
    asked = asked_for(rules)
    for misuse, find in AFTERWARDS.items():
        if misuse.value in minded and misuse in asked:
            for noticed in find(observation):
                if misuse.value not in noticed[0].mode.muted:
                    yield seen(misuse, noticed, consequence_of(observation, misuse, noticed[2]))


def consequence_of(observation: Observation, misuse: Misuse, what: str) -> str:
    """Answer what a misuse comes to: what never runs is worse than what an engine has started."""
    solved = observation.solved
    dialect, table = solved.workflow.dialect, solved.solve.world.dialects
    if misuse is Misuse.NOT_AWAITED and never_runs(table, dialect, what):
        return Consequence.DIVERGES.value
    return dialect.misuses[misuse.value].consequence


@lru_cache(maxsize=1)
def asked_for(rules: tuple[Rule, ...]) -> frozenset[Misuse]:
    """Tell which of what can only be told afterwards any rule is about."""
    return frozenset(m for m in AFTERWARDS if any(r.breaks(probe("misuse", m)) for r in rules))


def seen(misuse: Misuse, noticed: Noticed, consequence: str) -> Seen:
    """Make the cause of a misuse."""
    frame, site, what = noticed
    cause = Cause("misuse", misuse, frame.function.module.path, site, frame.mode.may, what)
    return Seen(cause, frame, (Ending(frame, site, "record", Consequence(consequence)),))
