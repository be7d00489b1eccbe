"""Messages between runs: sent in one transaction with the entry, received in one with it too."""

from typing import Any

from samepath.runtime_guard.errors import ReceiveTimeoutError, UnknownRunError
from samepath.runtime_guard.journal.rows import Entry, State
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.names import checked
from samepath.runtime_guard.requests import perform
from samepath.runtime_guard.scope import current_scope
from samepath.runtime_guard.slot import Slot

_PUT = """insert into samepath_messages select ?, ?, ?, ?, null, {now}
where exists (select 1 from samepath_runs where id = ?) on conflict do nothing"""

_FIRST = """select id, body from samepath_messages where run = ? and topic = ? and taken is null
order by sent, id limit 1"""

_TOPIC = "the topic of a message"


def send(run: str, body: object, *, topic: str = "messages") -> Any:  # noqa: ANN401
    """Send a message to a run, exactly once. Await it in an async workflow.

    Raises UnknownRunError if there is no such run.
    """
    scope = current_scope("send")
    checked(topic, _TOPIC)
    slot = Slot(scope, "send", topic, (run, body))
    return perform(_send(slot, run, body, topic), awaits=scope.awaits)


async def _send(slot: Slot, run: str, body: object, topic: str) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return slot.recalled()
    executor = slot.execution.executor
    id = f"{slot.execution.run.id}/{slot.position}"  # noqa: A001 - the message's
    text = executor.codec.encode(body)

    def put(sql: Sql) -> None:
        put_message(sql, id, run, topic, text)

    try:
        await slot.keep(None, put)
    except UnknownRunError as error:
        return await slot.fail(error)
    executor.announce(f"message:{run}")
    return None


def put_message(sql: Sql, id: str, run: str, topic: str, text: str) -> None:
    """Leave a message for a run, in the open transaction; the same id again changes nothing."""
    sent = sql.run(_PUT, (id, run, topic, text, run))
    if sent == 0 and not sql.rows("select 1 from samepath_runs where id = ?", (run,)):
        raise UnknownRunError(f"the journal has no run {run!r} to send to")


def receive(*, topic: str = "messages", timeout: float | None = None) -> Any:  # noqa: ANN401
    """Wait for the next message on a topic and return its body. Await it in an async workflow.

    Raises ReceiveTimeoutError after `timeout` seconds, counted from the first call on.
    """
    scope = current_scope("receive")
    checked(topic, _TOPIC)
    return perform(
        _receive(Slot(scope, "receive", topic, (timeout,)), timeout), awaits=scope.awaits
    )


async def _receive(slot: Slot, timeout: float | None) -> Any:  # noqa: ANN401, ASYNC109
    if slot.entry is not None and slot.entry.state != State.STARTED:
        return slot.recalled()
    execution = slot.execution
    watch = slot.watch(f"message:{execution.run.id}")
    try:
        until: float | None = None
        while (found := await _take(slot)) is None:
            if until is None:
                until = await deadline(slot, timeout)
            if until is not None and execution.executor.clock.monotonic() >= until:
                return await slot.fail(
                    ReceiveTimeoutError(f"no message on {slot.name!r} within {timeout:g} s")
                )
            await slot.wait(watch, until)
    finally:
        watch.close()
    return execution.executor.codec.decode(found.value)


async def deadline(slot: Slot, timeout: float | None) -> float | None:  # noqa: ASYNC109
    """Return the monotonic time at which waiting ends; a crash does not move it."""
    if timeout is None:
        return None
    clock = slot.execution.executor.clock
    if slot.entry is None:
        await slot.begin(slot.execution.executor.codec.encode(slot.began + timeout))
        return clock.monotonic() + timeout
    ends = slot.execution.executor.codec.decode(slot.entry.value)
    return clock.monotonic() + min(timeout, float(ends) - clock.now())


async def _take(slot: Slot) -> Entry | None:
    """Move the first message into the journal, if there is one."""
    execution = slot.execution
    box = (execution.run.id, slot.name)
    if not await execution.ask(lambda sql: sql.rows(_FIRST, box)):
        return None

    def take(sql: Sql) -> tuple[int, Entry | None]:
        if (recorded := slot.standing(sql)) is not None:
            return 1, recorded
        rows = sql.rows(_FIRST, box)
        if not rows:
            return 1, None
        entry, change = slot.change(int(State.RESULT), rows[0][1])
        changed = change(sql)
        if changed == 1:
            taken = (entry.position, rows[0][0])
            sql.run("update samepath_messages set taken = ? where id = ?", taken)
        return changed, entry

    changed, entry = await execution.write(take)
    if changed != 1 and entry is not None:
        await execution.lost(entry)
    return entry
