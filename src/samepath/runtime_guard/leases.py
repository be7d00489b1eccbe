"""Leases: how an executor shows that it lives, and how the others learn that it does not."""

import json
import os

from samepath.runtime_guard import process
from samepath.runtime_guard.journal.store import Change, Sql, Store
from samepath.runtime_guard.workflow import WORKFLOWS

_RENEW = """insert into samepath_executors values (?, ?, ?, ?, ?, {now} + ?)
on conflict (id) do update set lease_until = {now} + ?, serves = excluded.serves"""

_LONG_GONE = "{} from samepath_executors where lease_until < {{now}} - 86400"

LIVING = "(select id from samepath_executors where lease_until > {now})"


class Lease:
    """The lease of one executor."""

    def __init__(self, store: Store, executor: str, seconds: float, *, pinned: bool) -> None:
        self._pinned = pinned
        self._store = store
        self._executor = executor
        self.seconds = seconds
        self._host = process.host()
        self._born = process.born(os.getpid())

    def renew(self) -> None:
        """Live for some more seconds."""
        served = {
            name: workflow.version if self._pinned else "" for name, workflow in WORKFLOWS.items()
        }
        about = (self._executor, self._host, os.getpid(), self._born, json.dumps(served))
        self._store.write(Change(_RENEW, (*about, self.seconds, self.seconds)))

    def end(self) -> None:
        """Live no longer: what this executor still holds is free."""
        statement = "delete from samepath_executors where id = ?"
        self._store.write(Change(statement, (self._executor,)))

    def bury(self) -> None:
        """Remove executors of this host whose process died, and leases long over."""
        others = self._store.read(self._others)
        for other, pid, born in others:
            if self._dead(pid, born):
                self._store.write(Change("delete from samepath_executors where id = ?", (other,)))
        if self._store.read(lambda sql: sql.rows(_LONG_GONE.format("select 1"))):
            self._store.write(Change(_LONG_GONE.format("delete"), ()))

    def _others(self, sql: Sql) -> list[tuple[str, int, str]]:
        statement = "select id, pid, born from samepath_executors where host = ? and id <> ?"
        return [
            (row[0], row[1], row[2]) for row in sql.rows(statement, (self._host, self._executor))
        ]

    def _dead(self, pid: int, born: str) -> bool:
        return bool(self._host and born) and process.born(pid) != born
