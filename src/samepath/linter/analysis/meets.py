"""All that one workflow meets: what flows, what acts, what is misused."""

from samepath.linter.analysis.acts import acts_of
from samepath.linter.analysis.memoised import memoised_in
from samepath.linter.analysis.misused import misuses_of
from samepath.linter.analysis.observe import Observation, Seen
from samepath.linter.analysis.statements import statements_of
from samepath.linter.api import Rule


def seen_in(observation: Observation, rules: tuple[Rule, ...]) -> list[Seen]:
    """List the causes of every kind, each with its endings, as far as rules ask for them."""
    return [
        *observation.causes(), *acts_of(observation), *misuses_of(observation, rules),
        *memoised_in(observation), *statements_of(observation),
    ]  # fmt: skip
