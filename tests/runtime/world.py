"""A world in which processes die: effects that stay, a journal that stays, lives that end.

A life is a runtime whose store stops answering at a chosen point: before the n-th write (between
an effect and its commit) or right after it (the commit happened, nobody heard). Nothing is written
afterwards, as if the process had been killed there.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from samepath.runtime_guard import Clock, RunInterruptedError, Runtime
from samepath.runtime_guard.journal.sqlite import SqliteStore
from samepath.runtime_guard.journal.store import Change


class Crash(BaseException):
    """The process is dead; its threads learn it when they touch the journal."""


class Mortal:
    """A store that dies at a point: 2k before the k-th write, 2k + 1 after it; None never."""

    def __init__(self, inner: Any, point: int | None) -> None:
        self.inner = inner
        self.point = point
        self.dead = threading.Event()
        self.writes = 0
        self.gate = threading.RLock()
        self.crash: Callable[[], None] = lambda: None

    def write(self, work: Any) -> Any:
        if type(work) is Change and "samepath_executors" in work.statement:
            self._alive()
            return self.inner.write(work)
        with self.gate:
            self._alive()
            number, self.writes = self.writes, self.writes + 1
            self._at(2 * number)
            try:
                return self.inner.write(work)
            finally:
                self._at(2 * number + 1)

    def submit(self, work: Any, done: Any) -> None:
        def settle(ticket: Any) -> None:
            ticket.work = None
            done(ticket)

        from samepath.runtime_guard.journal.store import Ticket

        ticket = Ticket(work, done)
        try:
            ticket.result = self.write(work)
        except BaseException as error:  # noqa: BLE001 - the ticket carries it
            ticket.error = error
        settle(ticket)

    def read(self, work: Any) -> Any:
        self._alive()
        return self.inner.read(work)

    def changed(self) -> bool:
        self._alive()
        return self.inner.changed()

    def listen(self, owner: str, heard: Any) -> None:
        self.inner.listen(owner, heard)

    def signal(self, key: str) -> None:
        if not self.dead.is_set():
            self.inner.signal(key)

    def close(self) -> None:
        self.inner.close()

    def _alive(self) -> None:
        if self.dead.is_set():
            raise Crash

    def _at(self, point: int) -> None:
        if point == self.point:
            self.dead.set()
            self.crash()
            raise Crash


ONCE = ("charge",)
"""Effects that may happen once only, whatever dies."""


class World:
    """What outlives every process: the journal's database and the effects."""

    def __init__(self, open_store: Callable[[], Any]) -> None:
        self.open_store = open_store
        self.effects: list[tuple[str, Any]] = []
        self.gate = threading.Lock()
        self.crashes = 0
        self.current: Mortal | None = None

    @classmethod
    def on_sqlite(cls, path: str) -> "World":
        return cls(lambda: SqliteStore(path, durable=False))

    def effect(self, what: Any, lane: str = "main") -> Any:
        with self.gate:
            if self.current is not None and self.current.dead.is_set():
                raise Crash
            self.effects.append((lane, what))
        return what

    def lanes(self) -> dict[str, list[Any]]:
        """Return the effects by lane, with repeats of one effect merged."""
        lanes: dict[str, list[Any]] = {}
        for lane, what in self.effects:
            seen = lanes.setdefault(lane, [])
            if not seen or seen[-1] != what:
                seen.append(what)
        return lanes

    def repeats_allowed(self, what: tuple[str, Any]) -> int:
        """Return how often an effect may have happened: once per life, or once if it says so."""
        return 1 if what[1] in ONCE else 3 * (self.crashes + 1)

    def live(self, script: Callable[[Runtime], Any], point: int | None) -> tuple[bool, Any]:
        """Live until the script ends or the point comes; say whether it ended, and its result."""
        store = self.current = Mortal(self.open_store(), point)
        runtime = Runtime(store=store, poll=0.002)
        store.crash = lambda: self._die(runtime)
        try:
            result = script(runtime)
            if store.dead.is_set():
                raise Crash  # noqa: TRY301
            runtime.close()
        except (Crash, RunInterruptedError):
            assert store.dead.is_set()
            self.crashes += 1
            self._bury(runtime, store)
            return False, None
        return True, result

    def survive(self, script: Callable[[Runtime], Any], points: Iterable[int]) -> Any:
        """Live through crashes at the given points, one life each; return the script's result."""
        for point in points:
            ended, result = self.live(script, point)
            if ended:
                return result
        ended, result = self.live(script, None)
        assert ended
        return result

    def _die(self, runtime: Runtime) -> None:
        runtime.executor.closing = True
        runtime.executor.signals.send_all()

    def _bury(self, runtime: Runtime, store: Mortal) -> None:
        """End what is left of a dead process, and its lease with it."""
        care = runtime._caretaker
        care._closed = True
        care._due.set()
        care._thread.join()
        until = time.monotonic() + 5
        while runtime.executor.executions and time.monotonic() < until:
            runtime.executor.signals.send_all()
            time.sleep(0.0005)
        assert not runtime.executor.executions, runtime.executor.executions
        loop = runtime.executor._loop
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)
        change = Change("delete from samepath_executors where id = ?", (runtime.executor.id,))
        store.inner.write(change)
        store.inner.close()


class TurnedClock(Clock):
    """A clock that a test turns."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.wall = now
        self.steady = 1000.0

    def now(self) -> float:
        return self.wall

    def monotonic(self) -> float:
        return self.steady
