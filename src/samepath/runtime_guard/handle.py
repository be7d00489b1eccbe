"""A handle on a run: its status, its result, its end; here or in another process."""

import sys
from collections.abc import Generator
from typing import Any, Generic, TypeVar

from samepath.runtime_guard.asks import Ask, Wait
from samepath.runtime_guard.errors import (
    JournalLost,
    MisplacedError,
    ResultTimeoutError,
    RunBlockedError,
    RunCancelledError,
    RunInterruptedError,
    Suspended,
    UnknownRunError,
)
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.journal.record import find
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.requests import Raised, perform

T = TypeVar("T")

_LOOK_AGAIN = 1.0  # seconds after which to look even if nothing signalled


class Handle(Generic[T]):
    """A run that somebody started."""

    __slots__ = ("_execution", "_executor", "id")

    def __init__(self, executor: Executor, id: str, execution: Execution | None = None) -> None:
        self.id = id
        self._executor = executor
        self._execution = execution

    def result(self, timeout: float | None = None) -> T:
        """Wait for the end; return the result, or raise the error the run failed with.

        Raises RunCancelledError, RunBlockedError, RunInterruptedError if there is no result to
        come, ResultTimeoutError if it takes longer than `timeout` seconds, MisplacedError on the
        thread of an event loop, which must not block: await the handle there.
        """
        if _on_event_loop():
            raise MisplacedError(
                f"waiting for {self.id} would block the event loop: await the run instead"
            )
        result: T = perform(self.outcome(timeout), awaits=False)
        return result

    def __await__(self) -> Generator[Any, None, T]:
        result: Generator[Any, None, T] = perform(self.outcome(None), awaits=True).__await__()
        return result

    def row(self) -> Run:
        """Return what the journal knows about the run."""
        found = find(self._executor.store, self.id)
        if found is None:
            raise UnknownRunError(f"the journal has no run {self.id!r}")
        return found

    def status(self) -> Status:
        """Return where the run stands."""
        return Status(self.row().status)

    async def outcome(self, timeout: float | None) -> Any:  # noqa: ANN401, ASYNC109
        """Wait for the end, as an operation for either driver."""
        executor = self._executor
        clock = executor.clock
        until = None if timeout is None else clock.monotonic() + timeout
        watch = executor.signals.watch(f"run:{self.id}")
        try:
            while (end := await self._end()) is None:
                left = _LOOK_AGAIN if until is None else until - clock.monotonic()
                if left <= 0:
                    raise ResultTimeoutError(f"{self.id} did not end within {timeout:g} s")
                await Wait(watch, min(left, _LOOK_AGAIN), executor.pool)
        finally:
            watch.close()
        return self._read(*end)

    async def _end(self) -> tuple[str, str] | None:
        execution = self._execution
        if execution is not None:
            if execution.end is not None:
                return execution.end
            if execution.interruption is None and self.id in self._executor.executions:
                return None
            if isinstance(execution.interruption, JournalLost | Suspended):
                raise RunInterruptedError(str(execution.interruption))
        return await self._recorded_end()

    async def _recorded_end(self) -> tuple[str, str] | None:
        statement = "select status, outcome from samepath_runs where id = ?"
        look: Ask[Any] = Ask(self._executor.store, lambda sql: sql.rows(statement, (self.id,)))
        rows = await look
        if not rows:
            raise UnknownRunError(f"the journal has no run {self.id!r}")
        status, outcome = rows[0]
        return None if status in {"queued", "running"} else (status, outcome)

    def _read(self, status: str, outcome: str) -> Any:  # noqa: ANN401
        found = self._executor.codec.decode(outcome)
        if status == Status.SUCCEEDED:
            return found
        if status == Status.FAILED:
            return Raised(found)
        failure = RunBlockedError if status == Status.BLOCKED else RunCancelledError
        return Raised(failure(found["message"]))


def _on_event_loop() -> bool:
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return False
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
