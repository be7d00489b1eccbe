"""A run's life in this process: its body, its end, and every way of not getting there."""

import logging
from typing import Any

from samepath.runtime_guard.asks import Call
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.errors import (
    Cancelled,
    Corrupted,
    Divergence,
    Interruption,
    JournalError,
    LeaseLost,
    Undecided,
    UnreadableError,
    Unstable,
)
from samepath.runtime_guard.execution import Execution, why_lost
from samepath.runtime_guard.journal.record import finish, release
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.scope import Scope
from samepath.runtime_guard.workflow import Workflow

log = logging.getLogger("samepath.runtime")

_BLOCKING = (Divergence, Undecided, Corrupted, Unstable)
_GONE = (Cancelled, LeaseLost)
_STATUS = "select status from samepath_runs where id = ?"


async def live(execution: Execution, workflow: Workflow[..., Any]) -> None:
    """Run the body to its end and record the end; or leave the run to whoever comes next."""
    try:
        await _to_the_end(execution, workflow)
    except Interruption as interruption:
        execution.interruption = interruption
        if isinstance(interruption, _BLOCKING):
            await _block(execution, interruption)
        else:
            log.info("%s", interruption)
            _leave(execution)
    except BaseException:
        # the process ends, or an event loop does: somebody else goes on at once
        _leave(execution)
        raise
    finally:
        execution.executor.ended(execution)


async def _to_the_end(execution: Execution, workflow: Workflow[..., Any]) -> None:
    status, text = await body(execution, workflow)
    await _finish(execution, status, text)


async def body(execution: Execution, workflow: Workflow[..., Any]) -> tuple[Status, str]:
    """Run the body under checking; return what came of it, in recorded form."""
    codec = execution.executor.codec
    positional, named = _input(codec, execution.run)
    scope = Scope(execution, "", awaits=workflow.awaits)
    execution.check()
    if execution.executor.guard is not None:
        execution.executor.guard.follow(workflow.function)
    status, text = Status.SUCCEEDED, ""
    try:
        call: Call[Any] = Call(workflow.function, positional, named, scope)
        text = codec.encode(await call)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the run's outcome
        status, text = Status.FAILED, codec.encode(error)
    if execution.interruption is not None:
        raise execution.interruption
    execution.unread()
    return status, text


def _input(codec: Codec, run: Run) -> tuple[list[Any], dict[str, Any]]:
    try:
        found = codec.decode(run.input)
        return found[0], found[1] if len(found) > 1 else {}
    except (UnreadableError, LookupError, TypeError) as error:
        raise Corrupted(f"the input of {run.id} cannot be read: {error}") from error


async def _finish(execution: Execution, status: Status, text: str) -> None:
    run = execution.run
    moment = execution.executor.clock.now()
    if await execution.write(finish(run.id, run.fence, status, text, moment)) != 1:
        raise await _lost(execution)
    execution.end = (status, text)


async def _lost(execution: Execution) -> Interruption:
    """Say who ended the run, or took it over; what the journal says, it says to all."""
    run = execution.run.id
    found = await execution.ask(lambda sql: sql.rows(_STATUS, (run,)))
    return why_lost(run, found[0][0] if found else None)


async def _block(execution: Execution, reason: Interruption) -> None:
    """Leave the run to a decision; nothing else is written after the reason."""
    log.error("%s", reason)
    text = execution.executor.codec.encode(
        {"reason": type(reason).__name__.lower(), "message": str(reason)}
    )
    try:
        await _finish(execution, Status.BLOCKED, text)
    except Interruption as other:
        log.warning("%s", other)


def _leave(execution: Execution) -> None:
    """Give the run up, so that others need not wait for the lease to end."""
    if isinstance(execution.interruption, _GONE):
        return
    run = execution.run
    try:
        execution.executor.store.write(release(run.id, run.fence))
    except JournalError as error:
        log.warning("%s is left to the lease: %s", run.id, error)
