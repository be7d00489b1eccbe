"""The runtime: a journal, and a process that executes the runs it records."""

import sys
from collections.abc import Coroutine, Iterable
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, overload

from samepath.runtime_guard.caretaker import Caretaker
from samepath.runtime_guard.claims import Claims
from samepath.runtime_guard.clock import Clock
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.errors import IdReusedError, MisplacedError, UnknownQueueError
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.executor import Executor, new_id
from samepath.runtime_guard.handle import Handle
from samepath.runtime_guard.journal.record import begin, find
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.journal.store import Store
from samepath.runtime_guard.leases import Lease
from samepath.runtime_guard.names import checked
from samepath.runtime_guard.queues import QUEUES, QueueClaims
from samepath.runtime_guard.requests import SCOPE
from samepath.runtime_guard.scope import Scope
from samepath.runtime_guard.workflow import Workflow

if TYPE_CHECKING:
    from samepath.runtime_guard.control import Control
    from samepath.runtime_guard.guard.monitor import Guard

T = TypeVar("T")


def open_store(url: str, *, durable: bool, clock: Clock) -> Store:
    """Open the journal that a URL, or the path of a file, names."""
    if url.startswith(("postgresql://", "postgres://")):
        from samepath.runtime_guard.journal.postgres import PostgresStore

        return PostgresStore(url)
    from samepath.runtime_guard.journal.sqlite import SqliteStore

    return SqliteStore(url.removeprefix("sqlite:///"), durable=durable, clock=clock.now)


def _guard(mode: str) -> "Guard":
    if mode not in {"warn", "error"}:
        raise ValueError(f"guard is 'off', 'warn' or 'error', not {mode!r}")
    if not hasattr(sys, "monitoring"):
        raise ValueError("the guard needs Python 3.12 or later: it uses sys.monitoring")
    from samepath.runtime_guard.guard.monitor import Guard

    return Guard(error=mode == "error")


class Runtime:
    """Starts runs, executes them, and takes over what other processes left."""

    def __init__(  # noqa: PLR0913 - the settings of a runtime
        self,
        url: str = "",
        *,
        store: Store | None = None,
        durable: bool = True,
        threads: int = 32,
        lease: float = 30.0,
        versions: Literal["check", "pin"] = "check",
        recover: bool = True,
        most_attempts: int = 100,
        poll: float = 0.05,
        guard: Literal["off", "warn", "error"] = "off",
        codec: Codec | None = None,
        clock: Clock | None = None,
    ) -> None:
        if versions not in {"check", "pin"}:
            raise ValueError(f"versions is 'check' or 'pin', not {versions!r}")
        watching = None if guard == "off" else _guard(guard)
        self._url = "" if store is not None else url
        self.clock = clock or Clock()
        self.store = store or open_store(url, durable=durable, clock=self.clock)
        self.executor = Executor(self.store, codec or Codec(), self.clock, threads)
        self.claims = Claims(self.executor, pinned=versions == "pin", most_attempts=most_attempts)
        self._caretaker = Caretaker(
            self.executor,
            Lease(self.store, self.executor.id, lease, pinned=versions == "pin"),
            self.claims,
            poll,
        )
        self.executor.on_claim = self._caretaker.claim_soon
        self._closed = False
        if not recover:
            self._caretaker.sources.clear()
        else:
            claims = QueueClaims(self.claims, lambda: self._caretaker.claim_soon("queue"))
            self._caretaker.sources["queue"] = claims
        try:
            self._caretaker.start()
        except BaseException:
            self.store.close()
            raise
        if watching is not None:
            watching.start()
            self.executor.guard = watching

    @overload
    def start(
        self,
        workflow: Workflow[..., Coroutine[Any, Any, T]],
        *positional: object,
        id: str | None = ...,
        deadline: float | None = ...,
        queue: str | None = ...,
        priority: int = ...,
        dedupe: str | None = ...,
        **named: object,
    ) -> Handle[T]: ...

    @overload
    def start(
        self,
        workflow: Workflow[..., T],
        *positional: object,
        id: str | None = ...,
        deadline: float | None = ...,
        queue: str | None = ...,
        priority: int = ...,
        dedupe: str | None = ...,
        **named: object,
    ) -> Handle[T]: ...

    def start(
        self,
        workflow: Workflow[..., Any],
        *positional: object,
        id: str | None = None,
        deadline: float | None = None,
        queue: str | None = None,
        priority: int = 0,
        dedupe: str | None = None,
        **named: object,
    ) -> Handle[Any]:
        """Start a run in the background; the same id again is the same run.

        `deadline` is the number of seconds after which the run is cancelled. In a queue the run
        waits for its turn; while a run with the same `dedupe` waits or runs there, that is the
        one. Raises IdReusedError if the id belongs to another workflow or other arguments.
        """
        run = self.row(workflow, positional, named, id=id, deadline=deadline)
        if queue is not None:
            return self._enqueue(run, queue, priority, dedupe)
        execution = self._begin(run)
        if execution is not None:
            self.executor.launch(execution, workflow)
        return Handle(self.executor, run.id, execution)

    @overload
    def run(
        self,
        workflow: Workflow[..., Coroutine[Any, Any, T]],
        *positional: object,
        id: str | None = ...,
        deadline: float | None = ...,
        **named: object,
    ) -> T: ...

    @overload
    def run(
        self,
        workflow: Workflow[..., T],
        *positional: object,
        id: str | None = ...,
        deadline: float | None = ...,
        **named: object,
    ) -> T: ...

    def run(
        self,
        workflow: Workflow[..., Any],
        *positional: object,
        id: str | None = None,
        deadline: float | None = None,
        **named: object,
    ) -> Any:
        """Start a run, in the calling thread if it is not async, and return its result.

        On the thread of an event loop, `await runtime.start(...)` instead.
        """
        run = self.row(workflow, positional, named, id=id, deadline=deadline)
        execution = self._begin(run)
        if execution is not None:
            execute = self.executor.launch if workflow.awaits else self.executor.run_here
            execute(execution, workflow)
        handle: Handle[Any] = Handle(self.executor, run.id, execution)
        return handle.result()

    def handle(self, id: str) -> Handle[Any]:
        """Return a handle on a run that was started before, here or elsewhere."""
        execution = self.executor.executions.get(id)
        if execution is not None and execution.interruption is not None:
            execution = None  # it is about to leave: what comes next, the journal will tell
        found: Handle[Any] = Handle(self.executor, id, execution)
        found.row()
        return found

    def row(
        self,
        workflow: Workflow[..., Any],
        positional: tuple[object, ...],
        named: dict[str, object],
        *,
        id: str | None = None,
        deadline: float | None = None,
    ) -> Run:
        """Describe a run that this executor is about to begin."""
        if type(SCOPE.get()) is Scope:
            name = workflow.function.__name__
            raise MisplacedError(
                f"runtime.start({workflow.name}) was called in a workflow's body, where it is not "
                f"recorded: call {name}(...) or start_child({name}, ...)"
            )
        text, digest = self.executor.codec.encode_arguments(positional, named)
        now = self.clock.now()
        return Run(
            id=new_id(self.clock) if id is None else checked(id, "the id of a run"),
            workflow=workflow.name,
            version=workflow.version,
            status=Status.RUNNING.value,
            input=text,
            digest=digest,
            outcome=None,
            executor=self.executor.id,
            fence=1,
            attempts=1,
            queue=None,
            priority=0,
            dedupe=None,
            parent=None,
            deadline=None if deadline is None else now + deadline,
            created=now,
            started=now,
            ended=None,
        )

    @property
    def control(self) -> "Control":
        """Cancel, resume, decide, fork, send, collect."""
        from samepath.runtime_guard.control import Control

        return Control(self.executor)

    def cancel(self, id: str) -> bool:
        """Cancel a run and its children; false if it had ended already."""
        return self.control.cancel(id)

    def resume(self, id: str) -> None:
        """Queue a blocked or cancelled run again; it goes on from its journal."""
        self.control.resume(id)

    def decide(
        self,
        id: str,
        *,
        result: object = None,
        error: Exception | None = None,
        again: bool = False,
        position: str | None = None,
    ) -> None:
        """Say what became of a step that runs at most once, and resume the run it blocks."""
        self.control.decide(id, result=result, error=error, again=again, position=position)

    def fork(
        self, ids: str | Iterable[str], *, before: str | int, new: str | None = None
    ) -> list[str]:
        """Start copies of runs that go on before the operation at a position; return their ids."""
        return self.control.fork(ids, before=before, new=new)

    def send(
        self, run: str, body: object, *, topic: str = "messages", id: str | None = None
    ) -> None:
        """Send a message to a run; the same id again is the same message."""
        self.control.send(run, body, topic=topic, id=id)

    def event(self, run: str, key: str, default: object = None) -> Any:  # noqa: ANN401
        """Return the value that a run set under a key, or the default."""
        return self.control.event(run, key, default)

    def verify(self, id: str, *, fresh: bool = False) -> None:
        """Replay a finished run; raise Divergence if it takes another path or ends otherwise.

        A `fresh` replay happens in new processes, each with another hash seed, and so finds what
        hangs on the order of sets, on `id` and `hash`, or on what was computed at import.
        """
        from samepath.runtime_guard.verify.replay import verify, verify_anew

        if fresh:
            verify_anew(self.executor, self._url, id)
        else:
            verify(self.executor, id)

    def close(self, grace: float = 10.0) -> None:
        """Stop executing: what runs stops at its next operation and goes on at the next start."""
        if not self._closed:
            self._closed = True
            stopped = self.executor.close(grace)
            # what still runs keeps its lease: nobody may begin it anew beside it
            self._caretaker.close(end_lease=stopped)
            self.store.close()
            if self.executor.guard is not None:
                self.executor.guard.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        import asyncio

        await asyncio.to_thread(self.close)

    def _enqueue(self, run: Run, queue: str, priority: int, dedupe: str | None) -> Handle[Any]:
        if queue not in QUEUES:
            raise UnknownQueueError(f"no queue called {queue} is defined in this process")
        if dedupe is not None:
            checked(dedupe, "a deduplication key")
        waiting = run._replace(
            status=Status.QUEUED.value,
            executor=None,
            fence=0,
            attempts=0,
            started=None,
            queue=queue,
            priority=priority,
            dedupe=dedupe,
        )
        id = run.id  # noqa: A001 - of the run that is the one
        if self.store.write(begin(waiting)) != 1 and not self._same(run):
            id = self._duplicate(waiting)  # noqa: A001
        self.executor.announce("queue")
        return Handle(self.executor, id)

    def _duplicate(self, run: Run) -> str:
        """Return the id of the run that waits or runs under the same deduplication key."""
        statement = """select id from samepath_runs
        where queue = ? and dedupe = ? and status in ('queued', 'running')"""
        rows = self.store.read(lambda sql: sql.rows(statement, (run.queue, run.dedupe)))
        if rows:
            found: str = rows[0][0]
            return found
        self.store.write(begin(run))  # the other one just ended
        return run.id

    def _begin(self, run: Run) -> Execution | None:
        """Insert the run; None if there is one of this id already, which then is the one."""
        if self.store.write(begin(run)) == 1:
            return Execution(self.executor, run, {})
        found = find(self.store, run.id)
        answer_lost = found == run and run.id not in self.executor.executions
        if found is not None:
            self._same(run, found)
        return Execution(self.executor, run, {}) if answer_lost else None

    def _same(self, run: Run, found: Run | None = None) -> bool:
        """Whether the id is taken by the same call; raise IdReusedError if by another."""
        found = found or find(self.store, run.id)
        if found is None:
            return False
        if found.workflow != run.workflow:
            raise IdReusedError(
                f"{run.id!r} is the id of a run of {found.workflow}, not of {run.workflow}"
            )
        if found.digest != run.digest:
            raise IdReusedError(
                f"{run.id!r} is the id of a run of {found.workflow} with other arguments"
            )
        return True
