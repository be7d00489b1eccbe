"""Child runs: workflows that a workflow calls, or starts and waits for later.

A child is a run of its own under an id that its parent's position decides: `parent/3`. After a
crash the parent finds it there, finished or still running, and never starts a second one.
"""

from collections.abc import Coroutine
from typing import Any, Generic, TypeVar, overload

from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.errors import MisplacedError, RunCancelledError
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.journal.record import begin
from samepath.runtime_guard.journal.rows import OPEN, Run, Status
from samepath.runtime_guard.journal.store import Change, Sql
from samepath.runtime_guard.life import live
from samepath.runtime_guard.requests import Raised, perform
from samepath.runtime_guard.scope import Scope, current_scope
from samepath.runtime_guard.slot import Slot
from samepath.runtime_guard.workflow import Workflow

T = TypeVar("T")

_BEGIN_UNDER_PARENT = """insert into samepath_runs
select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
where exists (select 1 from samepath_runs where id = ? and fence = ? and status = 'running'{held})
on conflict do nothing"""

_LOOK_AGAIN = 1.0


def call(
    scope: Scope, workflow: Workflow[..., Any], positional: tuple[Any, ...], named: dict[str, Any]
) -> Any:  # noqa: ANN401 - what the child returns
    """Run a child to its end, in the same thread or task, and return its result."""
    _same_colour(scope, workflow)
    slot = Slot(scope, "child", workflow.name, positional, named)
    return perform(_call(slot, workflow), awaits=workflow.awaits)


async def _call(slot: Slot, workflow: Workflow[..., Any]) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return slot.recalled()
    parent = slot.execution
    run = _child(slot, workflow)
    work = Change(_BEGIN_UNDER_PARENT, (*run, parent.run.id, parent.run.fence))
    if await parent.write(work) == 1:  # else it was begun before: whoever holds it ends it
        child = Execution(parent.executor, run, {})
        parent.executor.adopt(child)
        await live(child, workflow)
    return await _outcome(slot, run.id)


@overload
def start_child(
    workflow: Workflow[..., Coroutine[Any, Any, T]], *positional: object, **named: object
) -> "Child[T]": ...


@overload
def start_child(workflow: Workflow[..., T], *positional: object, **named: object) -> "Child[T]": ...


def start_child(workflow: Workflow[..., Any], *positional: object, **named: object) -> Any:
    """Start a child run and go on; ask the returned Child for its result.

    Await it in an async workflow.
    """
    scope = current_scope("start_child")
    slot = Slot(scope, "start", workflow.name, positional, named)
    return perform(_start(slot, workflow), awaits=scope.awaits)


async def _start(slot: Slot, workflow: Workflow[..., Any]) -> "Child[Any]":
    run = _child(slot, workflow)
    if slot.entry is None:
        begun: list[int] = []
        await slot.keep(run.id, lambda sql: begun.append(begin(run)(sql)))
        if begun == [1]:
            executor = slot.execution.executor
            executor.launch(Execution(executor, run, {}), workflow)
    return Child(run.id)


class Child(Generic[T]):
    """A child run that was started."""

    __slots__ = ("id",)

    def __init__(self, id: str) -> None:
        self.id = id

    def result(self) -> T:
        """Wait for the child's end; return its result or raise its error.

        Await it in an async workflow.
        """
        scope = current_scope("Child.result")
        slot = Slot(scope, "result", self.id)
        result: T = perform(_result(slot, self.id), awaits=scope.awaits)
        return result


async def _result(slot: Slot, id: str) -> Any:  # noqa: ANN401
    return slot.recalled() if slot.entry is not None else await _outcome(slot, id)


async def _outcome(slot: Slot, id: str) -> Any:  # noqa: ANN401
    """Wait for the end of a run and record what came of it."""
    status, text = await _end(slot, id)
    outcome = _read(slot.execution.executor.codec, status, text, id)
    if type(outcome) is Raised:
        assert isinstance(outcome.error, Exception)
        return await slot.fail(outcome.error)
    return await slot.keep(outcome)


async def _end(slot: Slot, id: str) -> tuple[str, str]:
    """Wait until the run is over. A blocked run is not over: somebody will decide."""
    statement = "select status, outcome from samepath_runs where id = ?"

    def look(sql: Sql) -> Any:  # noqa: ANN401
        return sql.rows(statement, (id,))

    clock = slot.execution.executor.clock
    watch = slot.watch(f"run:{id}")
    try:
        while True:
            rows = await slot.execution.ask(look)
            if not rows:
                return Status.CANCELLED, ""
            if rows[0][0] not in {*OPEN, Status.BLOCKED}:
                return rows[0][0], rows[0][1]
            await slot.wait(watch, clock.monotonic() + _LOOK_AGAIN)
    finally:
        watch.close()


def _read(codec: Codec, status: str, text: str, id: str) -> Any:  # noqa: ANN401
    if status == Status.CANCELLED:
        return Raised(RunCancelledError(f"the child {id} was cancelled"))
    found = codec.decode(text)
    return Raised(found) if status == Status.FAILED else found


def _child(slot: Slot, workflow: Workflow[..., Any]) -> Run:
    parent = slot.execution
    now = parent.executor.clock.now()
    return Run(
        id=f"{parent.run.id}/{slot.position}",
        workflow=workflow.name,
        version=workflow.version,
        status=Status.RUNNING.value,
        input=slot.arguments,
        digest=slot.digest,
        outcome=None,
        executor=parent.executor.id,
        fence=1,
        attempts=1,
        queue=None,
        priority=0,
        dedupe=None,
        parent=parent.run.id,
        deadline=parent.run.deadline,
        created=now,
        started=now,
        ended=None,
    )


def _same_colour(scope: Scope, workflow: Workflow[..., Any]) -> None:
    if workflow.awaits and not scope.awaits:
        raise MisplacedError(
            f"{workflow.name} is async: await it in an async workflow, or use start_child"
        )
