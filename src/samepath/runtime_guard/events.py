"""Events: a run sets values under keys, others read them or wait for them."""

from typing import Any

from samepath.runtime_guard.errors import ReceiveTimeoutError
from samepath.runtime_guard.journal.rows import State
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.messages import deadline
from samepath.runtime_guard.names import checked
from samepath.runtime_guard.requests import perform
from samepath.runtime_guard.scope import current_scope
from samepath.runtime_guard.slot import Slot

_SET = """insert into samepath_events values (?, ?, ?, ?)
on conflict (run, key) do update set value = excluded.value, position = excluded.position"""

_GET = "select value from samepath_events where run = ? and key = ?"
_KEY = "the key of an event"


def set_event(key: str, value: object) -> Any:  # noqa: ANN401
    """Set a value that others can read under this run's id. Await it in an async workflow."""
    scope = current_scope("set_event")
    checked(key, _KEY)
    return perform(_set(Slot(scope, "event", key, (value,)), value), awaits=scope.awaits)


async def _set(slot: Slot, value: object) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return slot.recalled()
    executor = slot.execution.executor
    run = slot.execution.run.id
    text = executor.codec.encode(value)

    def put(sql: Sql) -> None:
        sql.run(_SET, (run, slot.name, text, slot.position))

    await slot.keep(None, put)
    executor.announce(f"event:{run}")
    return None


def get_event(run: str, key: str, default: object = None) -> Any:  # noqa: ANN401
    """Return the value under a key as it is now, or the default. Await it in async workflows."""
    scope = current_scope("get_event")
    checked(key, _KEY)
    slot = Slot(scope, "read-event", key, (run, default))
    return perform(_get(slot, run, default), awaits=scope.awaits)


async def _get(slot: Slot, run: str, default: object) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return slot.recalled()
    rows = await slot.execution.ask(lambda sql: sql.rows(_GET, (run, slot.name)))
    codec = slot.execution.executor.codec
    return await slot.keep(codec.decode(rows[0][0]) if rows else default)


def wait_event(run: str, key: str, *, timeout: float | None = None) -> Any:  # noqa: ANN401
    """Wait until a run sets the key and return the value. Await it in an async workflow.

    Raises ReceiveTimeoutError after `timeout` seconds, counted from the first call on.
    """
    scope = current_scope("wait_event")
    checked(key, _KEY)
    slot = Slot(scope, "wait-event", key, (run, timeout))
    return perform(_wait(slot, run, timeout), awaits=scope.awaits)


async def _wait(slot: Slot, run: str, timeout: float | None) -> Any:  # noqa: ANN401, ASYNC109
    if slot.entry is not None and slot.entry.state != State.STARTED:
        return slot.recalled()
    execution = slot.execution
    watch = slot.watch(f"event:{run}")
    try:
        until: float | None = None
        while not (rows := await execution.ask(lambda sql: sql.rows(_GET, (run, slot.name)))):
            if until is None:
                until = await deadline(slot, timeout)
            if until is not None and execution.executor.clock.monotonic() >= until:
                return await slot.fail(
                    ReceiveTimeoutError(f"{run} did not set {slot.name!r} within {timeout:g} s")
                )
            await slot.wait(watch, until)
    finally:
        watch.close()
    return await slot.keep(execution.executor.codec.decode(rows[0][0]))
