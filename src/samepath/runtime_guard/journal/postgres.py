"""The journal's store on PostgreSQL, or on any service that speaks its protocol and plain SQL.

Every write is a transaction on a pooled connection; the server commits groups by itself. Signals
between processes travel by LISTEN and NOTIFY. Where a pooler swallows those, which a probe finds
out, others look every second.
"""

import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from samepath.runtime_guard.errors import JournalError
from samepath.runtime_guard.journal.migrations import migrate, migrations
from samepath.runtime_guard.journal.store import Change, Row, Ticket, Work
from samepath.runtime_guard.pool import Pool

try:
    import psycopg
    from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout
except ImportError as error:
    raise JournalError(
        "a journal on PostgreSQL needs psycopg: install samepath[postgres]"
    ) from error

T = TypeVar("T")

_CHANNEL = "samepath"
_MIGRATING = 7316301  # the key of the advisory lock under which the schema changes
_LOOK_EVERY = 1.0
_PROBE = "probe"
_SEND = f"""select pg_notify('{_CHANNEL}', key) from unnest(%s::text[]) as key
where key = '{_PROBE}' or exists (select 1 from samepath_executors where id <> %s)"""  # noqa: S608

_RETRIED = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.AdminShutdown,
    psycopg.errors.CrashShutdown,
    psycopg.errors.CannotConnectNow,
)


class _Again(Exception):  # noqa: N818 - control flow inside this file
    """The transaction did not happen, or nobody knows: do it again."""


class PostgresSql:
    """A transaction on a PostgreSQL connection."""

    __slots__ = ("connection", "texts")

    def __init__(self, connection: "psycopg.Connection[Row]", texts: dict[str, bytes]) -> None:
        self.connection = connection
        self.texts = texts

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        return self._execute(statement, parameters).rowcount

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        return self._execute(statement, parameters).fetchall()

    def alone(self, name: str) -> None:
        self.run("select pg_advisory_xact_lock(hashtextextended(?, ?))", (name, _MIGRATING))

    def _execute(self, statement: str, parameters: Sequence[object]) -> "psycopg.Cursor[Row]":
        try:
            return self.connection.execute(self._text(statement), parameters)
        except psycopg.Error as error:
            if isinstance(error, _RETRIED) or self.connection.closed:
                raise _Again(str(error)) from error
            raise JournalError(f"the journal failed: {error}") from error

    def _text(self, statement: str) -> bytes:
        text = self.texts.get(statement)
        if text is None:
            text = self.texts[statement] = (
                statement.replace("%", "%%")
                .replace("?", "%s")
                .replace("{now}", "extract(epoch from clock_timestamp())")
                .replace("{locked}", " for update skip locked")
                .replace("{held}", " for no key update")
                .encode()
            )
        return text


class PostgresStore:
    """A journal in a PostgreSQL database; any number of processes and hosts may share it."""

    def __init__(self, url: str, *, connections: int = 16, patience: float = 30.0) -> None:
        self._process = os.getpid()
        self._url = url
        self._patience = patience
        self._texts: dict[str, bytes] = {}
        self._pool: ConnectionPool[psycopg.Connection[Row]] = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            timeout=patience,
            kwargs={"autocommit": True, "connect_timeout": 10, "prepare_threshold": 2},
            open=False,
        )
        self._workers = Pool(connections)
        self._owner = ""
        self._signals: set[str] = set()
        self._gate = threading.Lock()
        self._listener: threading.Thread | None = None
        self._heard_probe = False
        self._next_look = 0.0
        self._closed = False
        self._open()

    def write(self, work: Work[T]) -> T:
        if os.getpid() != self._process:
            raise JournalError(
                "this runtime was opened before the process forked: open one in the child"
            )
        until = time.monotonic() + self._patience
        pause = 0.02
        while True:
            try:
                return self._once(work)
            except _Again as error:
                if time.monotonic() > until or self._closed:
                    raise JournalError(f"the journal cannot be reached: {error}") from error
                time.sleep(pause)
                pause = min(1.0, pause * 2)

    def _once(self, work: Work[T]) -> T:
        single = type(cast("object", work)) is Change
        try:
            with self._pool.connection() as connection:
                sql = PostgresSql(connection, self._texts)
                try:
                    if single:
                        return work(sql)
                    with connection.transaction():
                        return work(sql)
                except psycopg.Error as error:
                    if isinstance(error, _RETRIED) or connection.closed:
                        raise _Again(str(error)) from error
                    raise
        except PoolTimeout as error:
            raise _Again(str(error)) from error
        except PoolClosed as error:
            raise JournalError("the runtime is closed") from error

    def submit(self, work: Work[T], done: Callable[[Ticket], None]) -> None:
        ticket = Ticket(work, done)

        def go() -> None:
            try:
                ticket.result = self.write(work)
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                ticket.error = error
            done(ticket)

        self._workers.submit(go)

    def read(self, work: Work[T]) -> T:
        return self.write(work)

    def changed(self) -> bool:
        """Send what is to be signalled; where nothing can be heard, say so once a second."""
        with self._gate:
            signals, self._signals = self._signals, set()
        if signals:
            keys = sorted(signals)
            self.write(lambda sql: sql.connection.execute(_SEND, (keys, self._owner)))
        if self._heard_probe:
            return False
        now = time.monotonic()
        due, self._next_look = now >= self._next_look, max(now, self._next_look)
        if due:
            self._next_look = now + _LOOK_EVERY
        return due

    def listen(self, owner: str, heard: Callable[[str], None]) -> None:
        self._owner = owner
        self._listener = threading.Thread(
            target=self._listen, args=(heard,), name="samepath-listen", daemon=True
        )
        self._listener.start()

    def signal(self, key: str) -> None:
        with self._gate:
            self._signals.add(key)

    def close(self) -> None:
        if os.getpid() != self._process:
            return  # a forked child must not use its parent's connections
        self._closed = True
        if self._listener is not None:
            self._listener.join()
        self._pool.close()

    def _open(self) -> None:
        try:
            self._pool.open(wait=True, timeout=self._patience)
        except PoolTimeout as error:
            self._pool.close()
            raise JournalError(f"PostgreSQL cannot be reached: {error}") from error

        def prepare(sql: Any) -> None:  # noqa: ANN401
            sql.run("select pg_advisory_xact_lock(?)", (_MIGRATING,))
            migrate(sql, "postgres")

        if self._version() != migrations("postgres")[-1][0]:
            self.write(prepare)

    def _version(self) -> int | None:
        table = "select to_regclass('samepath_migrations') is not null"
        if not self.read(lambda sql: sql.rows(table))[0][0]:
            return None
        newest = "select max(version) from samepath_migrations"
        found: int | None = self.read(lambda sql: sql.rows(newest))[0][0]
        return found

    def _listen(self, heard: Callable[[str], None]) -> None:
        while not self._closed:
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=10) as connection:
                    connection.execute(f"listen {_CHANNEL}".encode())
                    self.signal(_PROBE)
                    while not self._closed:
                        for notice in connection.notifies(timeout=0.2):
                            self._heard_probe = True
                            if notice.payload != _PROBE:
                                heard(notice.payload)
            except psycopg.Error:
                self._heard_probe = False
                time.sleep(0.2)
