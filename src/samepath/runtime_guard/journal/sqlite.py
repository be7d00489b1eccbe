"""The journal's store on SQLite: one writer with group commit, one reader, WAL, synced commits."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from samepath.runtime_guard.errors import JournalError, SchemaError
from samepath.runtime_guard.journal.committer import Committer
from samepath.runtime_guard.journal.migrations import migrate, migrations
from samepath.runtime_guard.journal.store import Change, Row, Ticket, Work

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


class SqliteSql:
    """A transaction on a SQLite connection."""

    __slots__ = ("connection", "texts")

    def __init__(self, connection: Any, texts: dict[str, str]) -> None:  # noqa: ANN401
        self.connection = connection
        self.texts = texts

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        try:
            found: int = self.connection.execute(self._text(statement), parameters).rowcount
        except sqlite3.Error as error:
            raise _failure(error) from error
        return found

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        try:
            found: list[Row] = self.connection.execute(self._text(statement), parameters).fetchall()
        except sqlite3.Error as error:
            raise _failure(error) from error
        return found

    def alone(self, name: str) -> None:
        """Writers are alone anyway."""

    def _text(self, statement: str) -> str:
        text = self.texts.get(statement)
        if text is None:
            text = self.texts[statement] = (
                statement.replace("{now}", "samepath_now()")
                .replace("{locked}", "")
                .replace("{held}", "")
            )
        return text


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
        texts: dict[str, str] = {}
        opened: list[Any] = []
        try:
            opened.append(connect(self._path, timeout))
            self._writer = SqliteSql(self._set_up(opened[0], durable=durable), texts)
            _prepare(self._writer)
            opened.append(connect(self._path, timeout))
            self._reader = SqliteSql(self._set_up(opened[1], durable=durable), texts)
            self._reader.rows("pragma query_only = on")
            self._seen = self._reader.rows("pragma data_version")
        except BaseException as error:
            for connection in opened:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise _failure(error, f" ({path})") from error
            raise
        self._committer = Committer(self._commit)

    def write(self, work: Work[T]) -> T:
        self._own_process()
        return self._committer.write(work)

    def submit(self, work: Work[T], done: Callable[[Ticket], None]) -> None:
        self._own_process()
        self._committer.submit(work, done)

    def read(self, work: Work[T]) -> T:
        self._own_process()
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

    def _set_up(self, connection: Any, *, durable: bool) -> Any:  # noqa: ANN401
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
        return connection

    def _own_process(self) -> None:
        if os.getpid() != self._process:
            raise JournalError(
                "this runtime was opened before the process forked: open one in the child"
            )

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


def _prepare(sql: SqliteSql) -> None:
    """Create or migrate the schema; a database that is up to date is only read."""
    try:
        found = sql.rows("select max(version) from samepath_migrations")[0][0]
    except JournalError as error:
        if "no such table" not in str(error):
            raise
        found = None
    if found == migrations("sqlite")[-1][0]:
        return
    sql.run("begin immediate")
    try:
        migrate(sql, "sqlite")
        sql.run("commit")
    except BaseException:
        if sql.connection.in_transaction:
            sql.run("rollback")
        raise


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
