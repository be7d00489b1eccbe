"""What an operator sees of a journal: read-only queries, and control, without executing a run."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from samepath.runtime_guard.clock import Clock
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.control import Control
from samepath.runtime_guard.errors import JournalError, UnknownRunError
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.journal.record import find
from samepath.runtime_guard.journal.rows import ENDED, OPEN, Entry, Run, Status, order
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.runtime import open_store


class Line(NamedTuple):
    """A run, with what a list says beside it."""

    run: Run
    entries: int
    remark: str


class Desk:
    """An operator's place: opens a journal, executes nothing."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("postgresql://", "postgres://")) and not Path(url).is_file():
            raise JournalError(f"there is no journal at {url}")
        clock = Clock()
        self.url = url
        self.store = open_store(url, durable=True, clock=clock)
        self.executor = Executor(self.store, Codec(), clock, threads=1)
        self.control = Control(self.executor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.changed()  # sends what is to be signalled
        self.store.close()

    def runs(
        self, status: str | None = None, workflow: str | None = None, limit: int = 50
    ) -> list[Line]:
        """Return runs, newest first, each with a remark if nobody can execute it."""
        wanted = [
            (column, value)
            for column, value in (("status", status), ("workflow", workflow))
            if value is not None
        ]
        where = " and ".join(f"{column} = ?" for column, _ in wanted) or "1 = 1"
        statement = f"""select runs.*,
        (select count(*) from samepath_entries where run = runs.id) from samepath_runs runs
        where {where} order by created desc, id desc limit ?"""  # noqa: S608
        parameters = [*(value for _, value in wanted), limit]
        rows = self.store.read(lambda sql: sql.rows(statement, parameters))
        served = self._served()
        return [
            Line(run, row[-1], self._remark(run, served))
            for row in rows
            for run in [Run._make(row[:-1])]
        ]

    def run(self, id: str) -> Run:
        """Return one run, or raise UnknownRunError."""
        found = find(self.store, id)
        if found is None:
            raise UnknownRunError(f"the journal has no run {id!r}")
        return found

    def entries(self, id: str) -> list[Entry]:
        """Return a run's entries in the order of their positions."""
        statement = "select * from samepath_entries where run = ?"
        rows = self.store.read(lambda sql: sql.rows(statement, (id,)))
        return sorted(map(Entry._make, rows), key=lambda entry: order(entry.position))

    def watch(self, id: str, every: float = 0.2) -> Iterator[Entry | Run]:
        """Yield a run's entries as they are recorded, and at the end the run."""
        seen: set[tuple[str, int]] = set()
        while True:
            run = self.run(id)
            for entry in self.entries(id):
                if (entry.position, entry.state) not in seen:
                    seen.add((entry.position, entry.state))
                    yield entry
            if run.status in {*ENDED, Status.BLOCKED}:
                yield run
                return
            time.sleep(every)

    def reason(self, run: Run) -> str:
        """Return why a run failed, was cancelled or is blocked, or an empty string."""
        if run.outcome is None or run.status == Status.SUCCEEDED:
            return ""
        found = self.executor.codec.decode(run.outcome)
        if isinstance(found, Exception):
            return f"{type(found).__name__}: {found}"
        return str(found["message"])

    def _served(self) -> list[dict[str, str]]:
        def read(sql: Sql) -> list[dict[str, str]]:
            alive = "select serves from samepath_executors where lease_until > {now}"
            return [json.loads(row[0]) for row in sql.rows(alive)]

        return self.store.read(read)

    def _remark(self, run: Run, served: list[dict[str, str]]) -> str:
        if run.status == Status.BLOCKED:
            return self.reason(run)
        if run.status not in OPEN:
            return ""
        knowing = [each[run.workflow] for each in served if run.workflow in each]
        if not knowing:
            return f"no living executor serves {run.workflow}"
        if all(version not in {"", run.version} for version in knowing):
            return f"no living executor serves version {run.version} of {run.workflow}"
        return ""
