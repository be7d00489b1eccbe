"""One run, executed here: its history, the check of every operation against it, its end.

The history is read once, when the run is taken over. Each operation takes its entry out; what is
left when the body ends was not asked for, which is a divergence too. The first interruption
poisons the execution: whatever the body makes of it, the run cannot end in success.
"""

from typing import TYPE_CHECKING, NoReturn, TypeVar

from samepath.runtime_guard import divergence
from samepath.runtime_guard.asks import Ask, Commit
from samepath.runtime_guard.errors import (
    Cancelled,
    Interruption,
    JournalError,
    JournalLost,
    LeaseLost,
    Suspended,
)
from samepath.runtime_guard.journal.rows import Entry, Run, Status, order
from samepath.runtime_guard.journal.store import Row, Sql, Work

if TYPE_CHECKING:
    from samepath.runtime_guard.executor import Executor

T = TypeVar("T")


class Execution:
    """A run that this process executes."""

    __slots__ = (
        "caller",
        "end",
        "executor",
        "history",
        "interruption",
        "patches",
        "run",
        "verifying",
    )

    def __init__(
        self,
        executor: "Executor",
        run: Run,
        history: dict[str, Entry],
        *,
        verifying: bool = False,
    ) -> None:
        self.executor = executor
        self.run = run
        self.history = history
        self.verifying = verifying
        self.interruption: Interruption | None = None
        self.patches: dict[str, bool] = {}
        self.end: tuple[Status, str] | None = None

    def interrupt(self, interruption: Interruption) -> None:
        """Poison the run from outside and wake it; the first interruption counts."""
        if self.interruption is None:
            self.interruption = interruption
        self.executor.signals.send(f"run:{self.run.id}")

    def stop(self, interruption: Interruption) -> NoReturn:
        """Poison the run and raise."""
        if self.interruption is None:
            self.interruption = interruption
        raise self.interruption

    def check(self) -> None:
        """Raise if the run must not go on here."""
        if self.interruption is not None:
            raise self.interruption
        if self.executor.closing:
            self.stop(Suspended("the runtime closes; the run goes on at the next start"))

    def recall(
        self, position: str, kind: str, name: str, digest: str, preview: str
    ) -> Entry | None:
        """Return what is recorded at a position, or None; raise Divergence if it is another."""
        if self.interruption is not None or self.executor.closing:
            self.check()
        if not self.history and not self.verifying:
            return None
        entry = self.history.pop(position, None)
        if entry is None:
            if self.verifying:
                self.stop(divergence.more(self.run, position, kind, name, preview))
            return None
        if entry.kind != kind or entry.name != name or entry.digest != digest:
            self.stop(divergence.other(self.run, entry, kind, name, preview))
        return entry

    def unread(self) -> None:
        """Raise Divergence if the journal records more than the body asked for."""
        if self.history:
            first = min(self.history.values(), key=lambda entry: order(entry.position))
            self.stop(divergence.fewer(self.run, first, len(self.history)))

    async def write(self, work: Work[T]) -> T:
        """Do work in the journal; a failure of the journal stops the run."""
        return await self._answered(Commit(self.executor.store, work))

    async def ask(self, work: Work[T]) -> T:
        """Query the journal; a failure of the journal stops the run."""
        return await self._answered(Ask(self.executor.store, work))

    async def _answered(self, request: Commit[T]) -> T:
        try:
            return await request
        except JournalError as error:
            self.stop(JournalLost(f"{self.run.id} stops here: {error}"))

    async def lost(self, entry: Entry) -> None:
        """Find out why a write changed nothing; return only if it was our own earlier try."""

        def look(sql: Sql) -> tuple[list[Row], list[Row]]:
            return (
                sql.rows("select status, fence from samepath_runs where id = ?", (self.run.id,)),
                sql.rows(
                    "select state, value from samepath_entries where run = ? and position = ?",
                    (entry.run, entry.position),
                ),
            )

        runs, entries = await self.ask(look)
        status, fence = runs[0] if runs else (None, None)
        if (status, fence) != (Status.RUNNING, self.run.fence):
            self.stop(why_lost(self.run.id, status))
        if list(map(tuple, entries)) != [(entry.state, entry.value)]:
            self.stop(JournalLost(f"{self.run.id} has to read its history again"))


def why_lost(id: str, status: str | None) -> Interruption:
    """Say why a run is no longer this process's to continue."""
    if status == Status.CANCELLED:
        return Cancelled(f"{id} was cancelled")
    if status is None:
        return Cancelled(f"{id} was deleted")
    return LeaseLost(f"{id} is {status}, and no longer this executor's")
