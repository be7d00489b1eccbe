"""The one background thread: renews the lease, takes runs over, notices what others changed."""

import logging
import threading
import time
from typing import TYPE_CHECKING

from samepath.runtime_guard.claims import Claims
from samepath.runtime_guard.errors import JournalError
from samepath.runtime_guard.execution import Execution, why_lost
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.journal.record import find_all, release
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.journal.store import Change
from samepath.runtime_guard.leases import Lease

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("samepath.runtime")

_LOOK_EVERY = 1.0
_TURNED = 1.0  # seconds by which a clock does not move of itself between two turns
_LET_GATHER = 0.01  # seconds in which further wishes gather, before the next turn

_OVERDUE = """select 1 from samepath_runs
where deadline is not null and deadline < {now} and status in ('queued', 'running') limit 1"""

_OURS = "select id, fence from samepath_runs where status = 'running' and executor = ?"

_EXPIRE = """update samepath_runs set status = 'cancelled', outcome = ?, ended = {now},
executor = null
where deadline is not null and deadline < {now} and status in ('queued', 'running')"""


class Caretaker:
    """Looks after the runs of one executor until it is closed."""

    def __init__(self, executor: Executor, lease: Lease, claims: Claims, poll: float) -> None:
        self._executor = executor
        self._lease = lease
        self._claims = claims
        self._poll = poll
        self._due = threading.Event()
        self._closed = False
        self._heard = False
        self._next_renewal = 0.0
        self._offset = self._clock_offset()
        self._orphans_from = 0.0
        self._next_look = 0.0
        self._wanted: set[str] = set()
        self._idle: set[tuple[str, int]] = set()
        self.sources: dict[str, Callable[[], list[Run]]] = {"claim": self._orphans}
        self._thread = threading.Thread(target=self._serve, name="samepath-care", daemon=True)

    def start(self) -> None:
        """Register the executor, then look after it in the background."""
        self._lease.renew()
        self._next_renewal = self._executor.clock.monotonic() + self._lease.seconds / 3
        self._executor.store.listen(self._executor.id, self._hear)
        self._thread.start()

    def claim_soon(self, what: str) -> None:
        """Look for work at once instead of at the next turn: `claim` or `queue`."""
        self._wanted.add(what)
        self._due.set()

    def close(self, *, end_lease: bool) -> None:
        """Stop looking after runs, and let others have them at once."""
        self._closed = True
        self._due.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        if not end_lease:
            return
        try:
            self._lease.end()
        except JournalError as error:
            log.warning("the lease is left to run out: %s", error)

    def _hear(self, key: str) -> None:
        """Take a signal of another process."""
        if key in self.sources:
            self.claim_soon(key)
        elif key.startswith("run:"):
            self._heard = True
            self._due.set()
        self._executor.signals.send(key)

    def _serve(self) -> None:
        while not self._closed:
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 - without this thread the lease runs out
                log.warning("looking after runs failed, trying again: %s", error)
                self._due.wait(self._poll)
            time.sleep(min(_LET_GATHER, self._poll))
            self._due.wait(self._poll)
            self._due.clear()

    def _turn(self) -> None:
        executor = self._executor
        now = executor.clock.monotonic()
        self._notice_turned_clock(now)
        if now >= self._next_renewal:
            self._lease.renew()
            self._next_renewal = now + self._lease.seconds / 3
        changed = executor.store.changed()
        if changed or self._heard:
            self._heard = False
            self._review()
        if changed:
            executor.signals.send_all()
        if now >= self._next_look:
            self._next_look = now + _LOOK_EVERY
            self._unstrand()
            self._expire()
            self._lease.bury()
            self._wanted.update(self.sources)
        if changed:
            self._wanted.update(self.sources)
        if self._wanted:
            self._claim()

    def _notice_turned_clock(self, now: float) -> None:
        """Let all renew their leases: living executors seem dead now, or dead ones alive."""
        if self._turned():
            self._offset = self._clock_offset()
            self._next_renewal = now
            self._orphans_from = now + self._lease.seconds / 2

    def _turned(self) -> bool:
        return abs(self._clock_offset() - self._offset) > _TURNED

    def _clock_offset(self) -> float:
        return self._executor.clock.now() - self._executor.clock.monotonic()

    def _orphans(self) -> list[Run]:
        return self._claims.orphans(doubtful=self._turned)

    def _claim(self) -> None:
        now = self._executor.clock.monotonic()
        for what, source in self.sources.items():
            waits = what == "claim" and now < self._orphans_from
            if what in self._wanted and not waits and not self._closed:
                self._wanted.discard(what)
                self._claims.begin(source())

    def _review(self) -> None:
        """Interrupt what is executed here but was cancelled or taken over."""
        here = dict(self._executor.executions)
        found = find_all(self._executor.store, list(here))
        for key, execution in here.items():
            run = found.get(key)
            if run is None or (run.status, run.fence) != (Status.RUNNING, execution.run.fence):
                _interrupt(execution, run)

    def _unstrand(self) -> None:
        """Give up what is ours in the journal and not executed here, at two looks in a row.

        A failing journal kept us from giving it up, or we never heard that it became ours.
        """
        executor = self._executor
        rows = executor.store.read(lambda sql: sql.rows(_OURS, (executor.id,)))
        idle = {(run, fence) for run, fence in rows if run not in executor.executions}
        for run, fence in idle & self._idle:
            executor.store.write(release(run, fence))
            self._wanted.add("claim")
        self._idle = idle

    def _expire(self) -> None:
        """Cancel runs whose deadline passed."""
        store = self._executor.store
        if store.read(lambda sql: sql.rows(_OVERDUE)):
            reason = {"reason": "deadline", "message": "the run's deadline passed"}
            store.write(Change(_EXPIRE, (self._executor.codec.encode(reason),)))
            self._review()
            self._executor.signals.send_all()


def _interrupt(execution: Execution, run: Run | None) -> None:
    if execution.end is None:
        execution.interrupt(why_lost(execution.run.id, run.status if run else None))
