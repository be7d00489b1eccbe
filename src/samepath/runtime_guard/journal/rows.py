"""The rows of the journal, as values."""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """Where a run stands."""

    QUEUED = "queued"  # waits for an executor
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"  # waits for a decision


OPEN = (Status.QUEUED, Status.RUNNING)
ENDED = (Status.SUCCEEDED, Status.FAILED, Status.CANCELLED)


class State(IntEnum):
    """What an entry records."""

    RESULT = 0
    ERROR = 1
    STARTED = 2  # a step that runs at most once began; nothing more is known


class Run(NamedTuple):
    """A run: what it is, where it stands, whose it is."""

    id: str
    workflow: str
    version: str
    status: str
    input: str
    digest: str
    outcome: str | None
    executor: str | None
    fence: int
    attempts: int
    queue: str | None
    priority: int
    dedupe: str | None
    parent: str | None
    deadline: float | None
    created: float
    started: float | None
    ended: float | None


class Entry(NamedTuple):
    """One operation of a run."""

    run: str
    position: str
    kind: str
    name: str
    digest: str
    preview: str
    state: int
    value: str
    started: float
    ended: float


def order(position: str) -> tuple[int, ...]:
    """Return the sort key of a position: `3.0.10` comes after `3.0.9`."""
    return tuple(map(int, position.split(".")))
