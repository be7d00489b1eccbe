"""The journal's store on SQLite: one writer with group commit, one reader, WAL, synced commits."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar

from samepath.runtime_guard.errors import JournalError, SchemaError
from samepath.runtime_guard.journal.committer import Committer
from samepath.runtime_guard.journal.migrations import bring_up
from samepath.runtime_guard.journal.store import Change, Row, Ticket, Work, own_process

T = TypeVar("T")
Connect = Callable[[str, float], Any]

OLDEST = (3, 35, 0)  # upsert with `returning`


def connect(path: str, timeout: float) -> sqlite3.Connection:
    """Open a connection that leaves transactions to us and may be used by any thread."""
    return sqlite3.connect(
        path,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


@lru_cache(1000)
def _spelled(statement: str) -> str:
    text = statement.replace("{now}", "samepath_now()")
    return text.replace("{locked}", "").replace("{held}", "")


class SqliteSql:
    """A transaction on a SQLite connection."""

    __slots__ = ("connection",)

    def __init__(self, connection: Any) -> None:  # noqa: ANN401
        self.connection = connection

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        try:
            found: int = self.connection.execute(_spelled(statement), parameters).rowcount
        except sqlite3.Error as error:
            raise _failure(error) from error
        return found

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        try:
            found: list[Row] = self.connection.execute(_spelled(statement), parameters).fetchall()
        except sqlite3.Error as error:
            raise _failure(error) from error
        return found

    def alone(self, name: str) -> None:
        """Writers are alone anyway."""


class SqliteStore:
    """A journal in a SQLite file; any number of processes of one machine may share it.

    `durable=False` gives up syncing each commit: a power loss then takes acknowledged entries
    with it, though the death of a process does not.
    """

    def __init__(
        self,
        path: str,
        *,
        durable: bool = True,
        timeout: float = 60.0,
        clock: Callable[[], float] = time.time,
        connect: Connect = connect,
    ) -> None:
        self._path = _checked(path)
        self._process = os.getpid()
        self._clock = clock
        self._reading = threading.Lock()
        self._committer = Committer(self._commit)
        opened: list[Any] = []
        try:
            for _ in range(2):
                opened.append(connect(self._path, timeout))
                self._set_up(opened[-1], durable=durable)
            self._writer, self._reader = map(SqliteSql, opened)
            self._reader.rows("pragma query_only = on")
            bring_up(self, "sqlite")
            self._seen = self._reader.rows("pragma data_version")
        except BaseException as error:
            for connection in opened:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise _failure(error, f" ({path})") from error
            raise

    def write(self, work: Work[T]) -> T:
        own_process(self._process)
        return self._committer.write(work)

    def submit(self, work: Work[T], done: Callable[[Ticket], None]) -> None:
        own_process(self._process)
        self._committer.submit(work, done)

    def read(self, work: Work[T]) -> T:
        own_process(self._process)
        with self._reading:
            return work(self._reader)

    def changed(self) -> bool:
        with self._reading:
            seen = self._reader.rows("pragma data_version")
        changed = seen != self._seen
        self._seen = seen
        return changed

    def listen(self, owner: str, heard: Callable[[str], None]) -> None:
        """Nothing to listen to: `changed` tells."""

    def signal(self, key: str) -> None:
        """Nothing to send: others see that the file changed."""

    def close(self) -> None:
        if os.getpid() != self._process:
            return  # a forked child must not touch its parent's locks
        self._committer.close()
        with self._reading:
            self._reader.connection.close()
        self._writer.connection.close()

    def _set_up(self, connection: Any, *, durable: bool) -> None:  # noqa: ANN401
        connection.create_function("samepath_now", 0, self._clock)
        # a page is what a commit writes at least; an existing database keeps its own size
        connection.execute("pragma page_size = 2048")
        mode = connection.execute("pragma journal_mode = wal").fetchall()[0][0]
        if mode != "wal":
            raise JournalError(
                f"{self._path}: SQLite cannot use a write-ahead log here (journal mode {mode}); "
                "keep the journal on a local, writable disk"
            )
        connection.execute(f"pragma synchronous = {'full' if durable else 'normal'}")

    def _commit(self, group: list[Ticket]) -> None:
        """Settle every ticket of a group in one transaction."""
        writer = self._writer
        only = group[0] if len(group) == 1 else None
        if only is not None and type(only.work) is Change:
            try:
                only.result = only.work(writer)
            except JournalError as error:
                only.error = error
            return
        try:
            writer.run("begin immediate")
            for ticket in group:
                _do(ticket, writer)
            writer.run("commit")
        except JournalError as error:
            self._undo(group, error)

    def _undo(self, group: list[Ticket], error: JournalError) -> None:
        if self._writer.connection.in_transaction:
            with suppress(JournalError):  # the first error says what happened
                self._writer.run("rollback")
        for ticket in group:
            ticket.error = ticket.error or error


def _do(ticket: Ticket, sql: SqliteSql) -> None:
    """Do one piece of work; if it fails, undo it alone, unless the whole transaction is gone."""
    sql.run("savepoint work")
    try:
        ticket.result = ticket.work(sql)
    except BaseException as error:  # it belongs to whoever asked
        ticket.error = error
        if not sql.connection.in_transaction:
            raise JournalError(f"the transaction was lost: {error}") from error
        sql.run("rollback to work")
    sql.run("release work")


def _checked(path: str) -> str:
    if sqlite3.sqlite_version_info < OLDEST:
        raise JournalError(
            f"SQLite {sqlite3.sqlite_version} is too old for the journal: 3.35 or later is needed"
        )
    if not path or path == ":memory:":
        raise JournalError("a journal has to survive the process: give it a file")
    return path


def _failure(error: sqlite3.Error, where: str = "") -> JournalError:
    text = str(error)
    if "not a database" in text:
        return SchemaError(f"the file is no SQLite database{where}")
    hints = {
        "full": "free some space; runs go on by themselves when writing works again",
        "readonly": "make the file and its folder writable",
        "locked": "another process holds the journal for too long",
        "unable to open": "the folder must exist and be writable",
    }
    hint = next((f": {hint}" for word, hint in hints.items() if word in text), "")
    return JournalError(f"the journal failed: {text}{where}{hint}")
