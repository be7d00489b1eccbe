"""Taking runs over: those whose executor is gone, and those that were queued."""

from collections.abc import Callable
from typing import Any

from samepath.runtime_guard.errors import Corrupted
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.journal.record import chunks, histories, marks
from samepath.runtime_guard.journal.rows import Run
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.leases import LIVING
from samepath.runtime_guard.workflow import WORKFLOWS

LARGEST_CLAIM = 1000

_FREE = f"""(status = 'queued' and queue is null
or status = 'running' and (executor is null or executor not in {LIVING}))"""

_TAKE = """update samepath_runs set status = 'running', executor = ?, fence = fence + 1,
attempts = attempts + 1, started = coalesce(started, {{now}}) where id in ({}) returning *"""


class Claims:
    """What an executor takes, and how it begins."""

    def __init__(self, executor: Executor, *, pinned: bool, most_attempts: int) -> None:
        self.executor = executor
        self.pinned = pinned
        self.most_attempts = most_attempts

    def served(self) -> tuple[str, list[str]]:
        """Return the condition for runs that this process can execute, and its parameters."""
        if not self.pinned:
            return f"workflow in ({marks(WORKFLOWS)})", list(WORKFLOWS)
        pairs = [(name, workflow.version) for name, workflow in WORKFLOWS.items()]
        either = " or ".join("workflow = ? and version = ?" for _ in pairs)
        return f"({either})", [value for pair in pairs for value in pair]

    def orphans(self, doubtful: Callable[[], bool]) -> list[Run]:
        """Take runs that nobody executes, or none where a look at the leases is doubtful.

        It is asked after the look: a clock that is turned between a question and the look would
        make living executors seem dead.
        """
        if not WORKFLOWS:
            return []
        served, names = self.served()
        statement = (
            f"select id from samepath_runs where {_FREE} and {served} "  # noqa: S608
            f"order by created limit {LARGEST_CLAIM}"
        )
        if not self.executor.store.read(lambda sql: sql.rows(f"{statement[:-4]}1", names)):
            return []

        def take(sql: Sql) -> list[Run]:
            rows = sql.rows(f"{statement}{{locked}}", names)
            return [] if doubtful() else self.taken(sql, [row[0] for row in rows])

        return self.executor.store.write(take)

    def taken(self, sql: Sql, ids: list[str]) -> list[Run]:
        """Make runs this executor's, in the open transaction."""
        found: dict[str, Run] = {}
        for some in chunks(ids):
            rows = sql.rows(_TAKE.format(marks(some)), (self.executor.id, *some))
            found.update({row[0]: Run._make(row) for row in rows})
        return [found[key] for key in ids if key in found]

    def begin(self, runs: list[Run]) -> None:
        """Execute runs that were taken; the histories of those begun before are read at once."""
        store = self.executor.store
        histories_found = histories(store, [run.id for run in runs if run.attempts > 1])
        for run in runs:
            history: dict[str, Any] = histories_found.get(run.id, {})
            execution = Execution(self.executor, run, history)
            if run.attempts > self.most_attempts:
                execution.interruption = Corrupted(
                    f"{run.id} was begun {run.attempts} times and never ended: look at what it "
                    f"does, then runtime.resume({run.id!r})"
                )
            self.executor.launch(execution, WORKFLOWS[run.workflow])
