"""Steps: functions whose results are recorded, so that a replay does not run them again."""

import os
from collections.abc import Awaitable, Callable
from functools import update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec, Self, TypeVar, overload

from samepath.runtime_guard.asks import Call
from samepath.runtime_guard.errors import MisplacedError, Undecided, UnrecordableError
from samepath.runtime_guard.journal.rows import State
from samepath.runtime_guard.requests import SCOPE, perform
from samepath.runtime_guard.scope import Scope, StepInfo
from samepath.runtime_guard.slot import Slot

P = ParamSpec("P")
T = TypeVar("T")
Errors = tuple[type[Exception], ...]

_COROUTINE = 0x80  # inspect.CO_COROUTINE


class Step(Generic[P, T]):
    """A function that a workflow calls to act on the world.

    In a workflow the call is recorded; in a step, or outside a run, it is a plain call.
    """

    def __init__(self, function: Callable[P, T], options: "StepOptions") -> None:
        update_wrapper(self, function)
        self.function = function
        self.name = options.name or function.__qualname__
        self.options = options
        self.awaits = bool(function.__code__.co_flags & _COROUTINE)
        self.parameters = function.__code__.co_varnames[: function.__code__.co_argcount]

    def __call__(self, *positional: P.args, **named: P.kwargs) -> T:
        scope = SCOPE.get()
        if type(scope) is not Scope:
            return self.function(*positional, **named)
        if self.awaits and not scope.awaits:
            raise MisplacedError(
                f"{self.name} is async: await it in an async workflow, this one is not"
            )
        arguments: tuple[Any, ...] = positional
        rest: dict[str, Any] = named
        if named:
            arguments, rest = self._in_order(positional, named)
        slot = Slot(scope, "step", self.name, arguments, rest)
        result: T = perform(self._work(slot, arguments, rest), awaits=self.awaits)
        return result

    def _in_order(
        self, positional: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Make `charge(1, id=2)` and `charge(1, 2)` the same call."""
        values = list(positional)
        rest = dict(named)
        for parameter in self.parameters[len(positional) :]:
            if parameter not in rest:
                break
            values.append(rest.pop(parameter))
        return tuple(values), rest

    async def _work(self, slot: Slot, positional: tuple[Any, ...], named: dict[str, Any]) -> Any:  # noqa: ANN401
        if slot.entry is not None:
            if slot.entry.state != State.STARTED:
                return slot.recalled()
            slot.execution.stop(_undecided(slot))
        if self.options.once:
            await slot.begin()

        async def attempt(number: int) -> Any:  # noqa: ANN401
            arguments, rest = slot.copied_arguments(positional, named)
            info = StepInfo(slot.execution.run.id, slot.position, number)
            return await Call(self.function, arguments, rest, info, self.options.timeout)

        try:
            result = await self.options.attempts(slot, attempt)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
            return await slot.fail(error)
        return await slot.keep(result)


class StepOptions(NamedTuple):
    """How a step is retried, limited and recorded."""

    name: str = ""
    retries: int = 0
    retry_on: Errors = (Exception,)
    never_retry: Errors = ()
    pause: float = 1.0
    backoff: float = 2.0
    longest: float = 60.0
    jitter: float = 0.1
    timeout: float | None = None
    once: bool = False

    def checked(self) -> Self:
        """Return the options if they make sense together."""
        if min(self.retries, self.pause, self.longest) < 0 or not 0 <= self.jitter <= 1:
            raise ValueError("retries, pause and longest start at 0, jitter lies between 0 and 1")
        if self.once and self.retries:
            raise ValueError("a step that runs at most once cannot be retried")
        return self

    async def attempts(self, slot: Slot, attempt: Callable[[int], Awaitable[T]]) -> T:
        """Attempt until it succeeds, or fails in a way, or as often, that it is not retried."""
        number = 1
        while True:
            try:
                return await attempt(number)
            except self.retry_on as error:
                if number > self.retries or isinstance(
                    error, (UnrecordableError, *self.never_retry)
                ):
                    raise
            await slot.pause(self.delay(number))
            number += 1

    def delay(self, attempt: int) -> float:
        """Return the seconds to wait after a failed attempt."""
        seconds = min(self.longest, self.pause * self.backoff ** (attempt - 1))
        fraction = int.from_bytes(os.urandom(4)) / 2**32
        return seconds * (1 - self.jitter * fraction)


@overload
def step(function: Callable[P, T], /) -> Step[P, T]: ...


@overload
def step(
    *,
    name: str = "",
    retries: int = 0,
    retry_on: Errors = (Exception,),
    never_retry: Errors = (),
    pause: float = 1.0,
    backoff: float = 2.0,
    longest: float = 60.0,
    jitter: float = 0.1,
    timeout: float | None = None,
    once: bool = False,
) -> Callable[[Callable[P, T]], Step[P, T]]: ...


def step(function: Callable[..., Any] | None = None, /, **options: Any) -> Any:
    """Make a function a step.

    It runs at least once: after a crash between its effect and its record it runs again. With
    `once=True` it runs at most once: after such a crash the run is blocked for a decision.
    `retries` more attempts follow errors in `retry_on` but not in `never_retry`, after `pause`
    seconds, growing by `backoff` up to `longest`, each shortened at random by up to `jitter`.
    An attempt that takes longer than `timeout` seconds fails with StepTimeoutError.
    """
    if function is not None:
        return Step(function, StepOptions())
    chosen = StepOptions(**options).checked()
    return lambda function: Step(function, chosen)


def _undecided(slot: Slot) -> Undecided:
    return Undecided(
        f"step {slot.name} at {slot.position} of {slot.execution.run.id} was started before a "
        "crash and runs at most once: find out whether it took effect, then "
        f"runtime.decide({slot.execution.run.id!r}, result=... | error=... | again=True)"
    )
