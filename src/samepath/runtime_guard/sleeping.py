"""Durable sleep: the moment of waking is recorded before the wait."""

from typing import Any

from samepath.runtime_guard.requests import perform
from samepath.runtime_guard.scope import current_scope
from samepath.runtime_guard.slot import Slot


def sleep(seconds: float = 0, *, minutes: float = 0, hours: float = 0, days: float = 0) -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Wait; a crash does not start the wait again. Await it in an async workflow.

    The wait is measured by a monotonic clock as long as the process lives; after a crash it ends
    at the recorded moment.
    """
    scope = current_scope("sleep")
    duration = seconds + 60 * (minutes + 60 * (hours + 24 * days))
    return perform(_sleep(Slot(scope, "sleep", "", (duration,)), duration), awaits=scope.awaits)


async def _sleep(slot: Slot, duration: float) -> None:
    clock = slot.execution.executor.clock
    if slot.entry is None:
        until = clock.monotonic() + duration
        await slot.keep(slot.began + duration)
    else:
        until = clock.monotonic() + min(duration, slot.recalled() - clock.now())
    if slot.execution.verifying:
        return
    watch = slot.watch()
    try:
        while clock.monotonic() < until:
            await slot.wait(watch, until)
    finally:
        watch.close()
