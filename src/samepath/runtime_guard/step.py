"""Steps: functions whose results are recorded, so that a replay does not run them again."""

import os
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar, overload

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
        self.function = function
        self.name = options.name or function.__qualname__
        self.options = options
        self.awaits = bool(function.__code__.co_flags & _COROUTINE)
        self.parameters = function.__code__.co_varnames[: function.__code__.co_argcount]
        self.__name__ = function.__name__
        self.__qualname__ = function.__qualname__
        self.__doc__ = function.__doc__
        self.__module__ = function.__module__
        self.__wrapped__ = function

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
        try:
            result = await self._attempts(slot, positional, named)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the outcome
            return await slot.fail(error)
        return await slot.keep(result)

    async def _attempts(
        self, slot: Slot, positional: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:  # noqa: ANN401
        options = self.options
        attempt = 1
        while True:
            arguments, rest = slot.copied_arguments(positional, named)
            info = StepInfo(slot.execution.run.id, slot.position, attempt)
            try:
                return await Call(self.function, arguments, rest, info, options.timeout)
            except options.retry_on as error:
                if attempt > options.retries or isinstance(error, options.never_retry):
                    raise
            await slot.pause(options.delay(attempt))
            attempt += 1


class StepOptions:
    """How a step is retried, limited and recorded."""

    __slots__ = (
        "backoff",
        "jitter",
        "longest",
        "name",
        "never_retry",
        "once",
        "pause",
        "retries",
        "retry_on",
        "timeout",
    )

    def __init__(  # noqa: PLR0913 - the options of the decorator
        self,
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
    ) -> None:
        if retries < 0 or pause < 0 or longest < 0 or not 0 <= jitter <= 1:
            raise ValueError("retries, pause and longest start at 0, jitter lies between 0 and 1")
        if once and retries:
            raise ValueError("a step that runs at most once cannot be retried")
        self.name = name
        self.retries = retries
        self.retry_on = retry_on
        self.never_retry = (*never_retry, UnrecordableError)
        self.pause = pause
        self.backoff = backoff
        self.longest = longest
        self.jitter = jitter
        self.timeout = timeout
        self.once = once

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
    chosen = StepOptions(**options)
    return lambda function: Step(function, chosen)


def _undecided(slot: Slot) -> Undecided:
    return Undecided(
        f"step {slot.name} at {slot.position} of {slot.execution.run.id} was started before a "
        "crash and runs at most once: find out whether it took effect, then "
        f"runtime.decide({slot.execution.run.id!r}, result=... | error=... | again=True)"
    )
