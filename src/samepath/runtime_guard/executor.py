"""The executing side of a process: who it is, what it executes, on which threads and loops."""

import os
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

from samepath.runtime_guard.clock import Clock
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.errors import Cancelled
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.journal.store import Store
from samepath.runtime_guard.life import live
from samepath.runtime_guard.pool import Pool
from samepath.runtime_guard.requests import drive, drive_async
from samepath.runtime_guard.signals import Signals
from samepath.runtime_guard.workflow import Workflow

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from samepath.runtime_guard.guard.monitor import Guard


class Executor:
    """One process, or one runtime in it, that executes runs under an id of its own."""

    def __init__(self, store: Store, codec: Codec, clock: Clock, threads: int) -> None:
        self.id = new_id(clock)
        self.store = store
        self.codec = codec
        self.clock = clock
        self.signals = Signals()
        self.pool = Pool(threads)
        self.closing = False
        self.executions: dict[str, Execution] = {}
        self.guard: Guard | None = None
        self.queued: Counter[str] = Counter()
        self.on_end: list[Callable[[Execution], None]] = []
        self.on_claim: Callable[[str], None] = _nothing
        self._gate = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def launch(self, execution: Execution, workflow: Workflow[..., Any]) -> None:
        """Execute a run: on a thread of the pool, or as a task on an event loop."""
        self.adopt(execution)
        if not workflow.awaits:
            self.pool.submit(lambda: drive(live(execution, workflow)))
            return
        loop = self._running_loop() or self._own_loop()
        loop.call_soon_threadsafe(self._begin_task, loop, execution, workflow)

    def run_here(self, execution: Execution, workflow: Workflow[..., Any]) -> None:
        """Execute a run in the calling thread."""
        self.adopt(execution)
        drive(live(execution, workflow))

    def adopt(self, execution: Execution) -> None:
        """Count a run among those executed here."""
        with self._gate:
            self.executions[execution.run.id] = execution
            if execution.run.queue is not None:
                self.queued[execution.run.queue] += 1

    def ended(self, execution: Execution) -> None:
        """Forget a run that is over, or over for this process, and wake who waits for it."""
        with self._gate:
            found = self.executions.pop(execution.run.id, None)
            if found is not None and found.run.queue is not None:
                self.queued[found.run.queue] -= 1
        self.signals.send(f"run:{execution.run.id}")
        for tell in self.on_end:
            tell(execution)

    def cancelled(self, id: str) -> None:
        """Interrupt a run that was cancelled, if it is executed here; tell the others."""
        execution = self.executions.get(id)
        if execution is not None:
            execution.interrupt(Cancelled(f"{id} was cancelled"))
        self.announce(f"run:{id}")

    def announce(self, key: str) -> None:
        """Wake who waits for the key, here and in other processes."""
        if key in {"claim", "queue"}:
            self.on_claim(key)
        self.signals.send(key)
        self.store.signal(key)

    def close(self, grace: float) -> bool:
        """Interrupt what is executed at its next operation; say whether all of it stopped."""
        self.closing = True
        self.signals.send_all()
        until = self.clock.monotonic() + grace
        watch = self.signals.watch(*(f"run:{run}" for run in tuple(self.executions)))
        while self.executions and self.clock.monotonic() < until:
            woken = threading.Event()
            watch.arm(woken.set)
            if self.executions:
                woken.wait(min(0.05, until - self.clock.monotonic()))
        watch.close()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
        return not self.executions

    def _begin_task(
        self,
        loop: "asyncio.AbstractEventLoop",
        execution: Execution,
        workflow: Workflow[..., Any],
    ) -> None:
        task = loop.create_task(drive_async(live(execution, workflow)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _running_loop(self) -> "asyncio.AbstractEventLoop | None":
        import asyncio

        try:
            return asyncio.get_running_loop()
        except RuntimeError:
            return None

    def _own_loop(self) -> "asyncio.AbstractEventLoop":
        """Return the loop of this runtime's own; it runs on a thread that starts with it."""
        import asyncio

        with self._gate:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=_serve, args=(self._loop,), name="samepath-loop", daemon=True
                ).start()
            return self._loop


def _nothing(_: str) -> None:
    """Nobody claims runs yet."""


def _serve(loop: "asyncio.AbstractEventLoop") -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()


def new_id(clock: Clock) -> str:
    """Return an id that nobody else has; later ids sort after earlier ones."""
    return f"{int(clock.now() * 1000):011x}{os.urandom(6).hex()}"
