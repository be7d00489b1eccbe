"""Where code stands: in a workflow, at which position; or in a step."""

from typing import TYPE_CHECKING, Any, NamedTuple

from samepath.runtime_guard.errors import Interruption, MisplacedError
from samepath.runtime_guard.requests import SCOPE

if TYPE_CHECKING:
    from samepath.runtime_guard.execution import Execution


class StepInfo(NamedTuple):
    """What a step can know about itself."""

    run: str
    position: str
    attempt: int

    @property
    def key(self) -> str:
        """A key that is the same on every attempt and after every crash: for idempotent calls."""
        return f"{self.run}/{self.position}"


class Lost(Interruption):
    """Another branch of a race was faster."""


class Lane:
    """A branch of a race, which may lose; a lane in a lane loses with it."""

    __slots__ = ("lost", "outer")

    def __init__(self, outer: "Lane | None") -> None:
        self.outer = outer
        self.lost = False

    def check(self) -> None:
        """Raise if the race is decided, and not for this branch."""
        if self.lost:
            raise Lost("another branch of the race was faster")
        if self.outer is not None:
            self.outer.check()


class Scope:
    """A line of operations in a run: the body, or one branch of a gather or a race."""

    __slots__ = ("awaits", "execution", "lane", "prefix", "taken")

    def __init__(
        self, execution: "Execution", prefix: str, *, awaits: bool, lane: Lane | None = None
    ) -> None:
        self.lane = lane
        self.execution = execution
        self.prefix = prefix
        self.awaits = awaits
        self.taken = 0

    def next_position(self) -> str:
        """Return the position that the next operation would take."""
        return f"{self.prefix}{self.taken + 1}"

    def take_position(self) -> str:
        """Take the next position."""
        self.taken += 1
        return f"{self.prefix}{self.taken}"


def current_scope(operation: str) -> Scope:
    """Return where the calling workflow stands, or say why nothing can be recorded here."""
    scope: Any = SCOPE.get()
    if type(scope) is Scope:
        return scope
    if type(scope) is StepInfo:
        raise MisplacedError(
            f"{operation} was called inside a step: it is recorded only in a workflow's own body"
        )
    raise MisplacedError(f"{operation} was called outside a running workflow")


def current_step() -> StepInfo:
    """Return the run, position, attempt and idempotency key of the step that runs here."""
    info: Any = SCOPE.get()
    if type(info) is not StepInfo:
        raise MisplacedError("current_step was called outside a step")
    return info


def in_workflow() -> bool:
    """Whether this code is workflow code, and so will be replayed."""
    return type(SCOPE.get()) is Scope
