"""Group commit: whoever finds nobody leading commits all that is queued.

A lone writer commits in its own thread. While a leader waits for the disk, others queue; when it
is done it wakes those whose work it did, then hands the lead to the first of the rest. Asynchronous
callers never lead: a thread, started on the first of them, leads in their place.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from samepath.runtime_guard.errors import JournalError
from samepath.runtime_guard.journal.store import Ticket, Work

T = TypeVar("T")
Commit = Callable[[list[Ticket]], None]

LARGEST_GROUP = 256


class Committer:
    """Queue work and have it committed in groups; `commit` settles every ticket it is given."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit
        self.commits = 0
        self._gate = threading.Lock()
        self._queue: deque[Ticket] = deque()
        self._led = False
        self._thread: threading.Thread | None = None
        self._kick = threading.Semaphore(0)
        self._closed = False

    def write(self, work: Work[T]) -> T:
        """Do the work, alone or in a group; return what it returned."""
        ticket = Ticket(work)
        with self._gate:
            led = self._led
            self._led = True
            if led:
                ticket.turn = threading.Lock()
                ticket.turn.acquire()
            self._queue.append(ticket)
        if not led or _woken_to_lead(ticket):
            self._lead(ticket)
        result: T = ticket.outcome()
        return result

    def submit(self, work: Work[T], done: Callable[[Ticket], None]) -> None:
        """Do the work on the committing thread; `done` is called there."""
        with self._gate:
            self._queue.append(Ticket(work, done))
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._serve, name="samepath-commits", daemon=True
                )
                self._thread.start()
            if not self._led:
                self._led = True
                self._kick.release()

    def close(self) -> None:
        """End the thread, if there is one, after what is queued."""
        self._closed = True
        if self._thread is not None:
            self._kick.release()
            self._thread.join()

    def _serve(self) -> None:
        while True:
            self._kick.acquire()
            if self._closed and not self._queue:
                return
            self._lead(None)

    def _lead(self, own: Ticket | None) -> None:
        """Commit what is queued, wake its owners, hand on the lead."""
        with self._gate:
            size = min(len(self._queue), LARGEST_GROUP)
            group = [self._queue.popleft() for _ in range(size)]
        try:
            self.commits += 1
            self._commit(group)
        except BaseException:
            for ticket in group:
                ticket.error = ticket.error or JournalError("the commit was interrupted")
            raise
        finally:
            for ticket in group:
                if ticket is not own:
                    _settled(ticket)
            self._hand_on()

    def _hand_on(self) -> None:
        with self._gate:
            if not self._queue:
                self._led = False
                return
            first = self._queue[0]
            if first.done is not None:
                self._kick.release()
            else:
                first.lead = True
                first.turn.release()


def _woken_to_lead(ticket: Ticket) -> bool:
    """Wait until the work is done, or until it is this thread's turn to do it."""
    try:
        ticket.turn.acquire()
    except BaseException:
        # an interrupted writer may have been chosen to lead: others depend on it
        ticket.turn.acquire()
        if not ticket.lead:
            raise
    return ticket.lead


def _settled(ticket: Ticket) -> None:
    if ticket.done is not None:
        ticket.done(ticket)
    else:
        ticket.turn.release()
