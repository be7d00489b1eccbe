"""All that one workflow meets: what flows, what acts, what is misused."""

from collections.abc import Iterable, Iterator

from samepath.effects import Effect, Misuse
from samepath.linter.analysis.acts import acts_of
from samepath.linter.analysis.memoised import memoised_in
from samepath.linter.analysis.misused import misuses_of
from samepath.linter.analysis.observe import Observation, Seen
from samepath.linter.analysis.statements import statements_of
from samepath.linter.api import Rule


def seen_in(observation: Observation, rules: tuple[Rule, ...]) -> list[Seen]:
    """List the causes of every kind, each with its endings, as far as rules ask for them."""
    misused = list(misuses_of(observation, rules))
    return [
        *without_races_of(misused, observation.causes()), *acts_of(observation), *misused,
        *memoised_in(observation), *statements_of(observation),
    ]  # fmt: skip


def without_races_of(misused: list[Seen], causes: Iterable[Seen]) -> Iterator[Seen]:
    """Leave out who is done first where operations must not run side by side at all."""
    beside = {
        (seen.cause.module, seen.cause.site)
        for seen in misused
        if seen.cause.effect is Misuse.SEQUENTIAL
    }
    for seen in causes:
        cause = seen.cause
        if cause.effect is not Effect.COMPLETION or (cause.module, cause.site) not in beside:
            yield seen
