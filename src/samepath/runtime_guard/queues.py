"""Queues: runs that wait until a worker has room, within the limits that the queue sets."""

from typing import TYPE_CHECKING, Any

from samepath.runtime_guard.claims import Claims
from samepath.runtime_guard.errors import DuplicateNameError
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.journal.rows import Run
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.names import checked
from samepath.runtime_guard.workflow import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable

QUEUES: dict[str, "Queue"] = {}
"""Every queue defined in this process, by name."""


class Queue:
    """A named queue, served by every runtime in whose process it is defined.

    `concurrency` limits what runs at once everywhere, `per_worker` what one process runs,
    `rate=(n, seconds)` how many begin within so many seconds. Higher priorities go first, then
    older runs.
    """

    __slots__ = ("concurrency", "name", "per_worker", "rate")

    def __init__(
        self,
        name: str,
        *,
        concurrency: int | None = None,
        per_worker: int = 100,
        rate: tuple[int, float] | None = None,
    ) -> None:
        if per_worker < 1 or (concurrency is not None and concurrency < 1):
            raise ValueError("a queue lets at least one run through")
        self.name = checked(name, "the name of a queue")
        self.concurrency = concurrency
        self.per_worker = per_worker
        self.rate = rate
        known = QUEUES.setdefault(name, self)
        if known is not self:
            if known.limits() != self.limits():
                raise DuplicateNameError(f"the queue {name} exists already, with other limits")
            QUEUES[name] = self

    def limits(self) -> tuple[int | None, int, tuple[int, float] | None]:
        """Return what the queue limits."""
        return self.concurrency, self.per_worker, self.rate


class QueueClaims:
    """Takes queued runs for one executor as far as limits and room allow."""

    def __init__(self, claims: Claims, claim_soon: "Callable[[], None]") -> None:
        self._claims = claims
        self._claim_soon = claim_soon
        claims.executor.on_end.append(self._ended)

    def __call__(self) -> list[Run]:
        taken: list[Run] = []
        for queue in tuple(QUEUES.values()):
            taken.extend(self._take(queue))
        return taken

    def _take(self, queue: Queue) -> list[Run]:
        room = queue.per_worker - self._claims.executor.queued[queue.name]
        served, names = self._claims.served()
        statement = (
            f"select id from samepath_runs where status = 'queued' and queue = ? and {served} "  # noqa: S608
            "order by priority desc, created, id limit ?"
        )
        parameters = (queue.name, *names)
        store = self._claims.executor.store
        waiting = (
            room > 0 and WORKFLOWS and store.read(lambda sql: sql.rows(statement, (*parameters, 1)))
        )
        if not waiting:
            return []

        def take(sql: Sql) -> list[Run]:
            left = _room(sql, queue, room)
            if left <= 0:
                return []
            rows = sql.rows(f"{statement}{{locked}}", (*parameters, left))
            return self._claims.taken(sql, [row[0] for row in rows])

        return store.write(take)

    def _ended(self, execution: Execution) -> None:
        """Make room, and ask for more work before there is none left."""
        queue = QUEUES.get(execution.run.queue or "")
        if queue is None:
            return
        left = self._claims.executor.queued[queue.name]
        if queue.concurrency is not None or left <= queue.per_worker // 2:
            self._claim_soon()


def _room(sql: Sql, queue: Queue, room: int) -> int:
    """Return how many runs may begin now; decided by one process at a time if there are limits."""
    if queue.concurrency is None and queue.rate is None:
        return room
    sql.alone(queue.name)
    if queue.concurrency is not None:
        running: Any = sql.rows(
            "select count(*) from samepath_runs where status = 'running' and queue = ?",
            (queue.name,),
        )
        room = min(room, queue.concurrency - running[0][0])
    if queue.rate is not None:
        most, seconds = queue.rate
        begun: Any = sql.rows(
            # a moment still to come is one from before the clock was turned back
            "select count(*) from samepath_runs "
            "where queue = ? and started > {now} - ? and started <= {now}",
            (queue.name, seconds),
        )
        room = min(room, most - begun[0][0])
    return room
