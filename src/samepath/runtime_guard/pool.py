"""Threads for synchronous runs: a few that work, and as many as it takes that wait."""

import threading
from collections import deque
from collections.abc import Callable

Job = Callable[[], None]

_IDLE_SECONDS = 10.0


class Pool:
    """Run jobs on at most `width` working threads; a thread that waits does not count."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._gate = threading.Lock()
        self._jobs: deque[Job] = deque()
        self._working = 0
        self._idle: list[threading.Lock] = []  # held; released for the thread that is wanted
        self._members: set[int] = set()

    def submit(self, job: Job) -> None:
        """Run a job as soon as a thread is free."""
        with self._gate:
            self._jobs.append(job)
            self._staff()

    def backlog(self) -> int:
        """Return how many jobs wait for a thread."""
        return len(self._jobs)

    def waits(self) -> None:
        """Say that the calling thread waits, so that another may work in its place."""
        if threading.get_ident() in self._members:
            with self._gate:
                self._working -= 1
                self._staff()

    def works(self) -> None:
        """Say that the calling thread works again."""
        if threading.get_ident() in self._members:
            with self._gate:
                self._working += 1

    def _staff(self) -> None:
        """See that somebody does the next job. Called with the gate held."""
        if not self._jobs or self._working >= self._width:
            return
        self._working += 1
        if self._idle:
            self._idle.pop().release()
        else:
            threading.Thread(target=self._work, name="samepath-runs", daemon=True).start()

    def _work(self) -> None:
        self._members.add(threading.get_ident())
        try:
            while (job := self._next()) is not None:
                job()
        finally:
            self._members.discard(threading.get_ident())

    def _next(self) -> Job | None:
        """Return the next job; end the thread when there was none for a while."""
        wanted = threading.Lock()
        while True:
            with self._gate:
                if self._jobs and self._working <= self._width:
                    return self._jobs.popleft()
                self._working -= 1
                wanted.acquire(blocking=False)
                self._idle.append(wanted)
            if not wanted.acquire(timeout=_IDLE_SECONDS):
                with self._gate:
                    if wanted in self._idle:
                        self._idle.remove(wanted)
                        return None
