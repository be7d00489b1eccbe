"""Workflows that nothing replays: they issue no operation, and a failed run is not tried again."""

from samepath.effects import Misuse
from samepath.linter.analysis.observe import Observation
from samepath.linter.program.labels import Cause

LEFT = frozenset({"misuse", "parts"})
"""Causes that need no replay to do harm."""


def is_moot(observation: Observation, cause: Cause) -> bool:
    """Tell whether a cause could only hurt a replay, and this workflow has none."""
    part = observation.solved.workflow.part
    if part is None or not part.once:
        return False
    if cause.kind in LEFT and cause.effect is not Misuse.UNRECORDED:
        return False
    return not observation.gaps() and not issues_anything(observation)


def issues_anything(observation: Observation) -> bool:
    """Tell whether a workflow is called again because of an operation."""
    return any(reached.frame.operations for reached in observation.reached.values())
