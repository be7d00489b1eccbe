"""The journal's store on PostgreSQL, or on any service that speaks its protocol and plain SQL.

What needs one statement is committed in groups, each sent at once: whoever writes while another
group is on its way joins the next. Other work has a transaction, and a connection, of its own.
Signals between processes travel by LISTEN and NOTIFY. Where a pooler swallows those, which a probe
finds out, others look every second.
"""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

from samepath.runtime_guard.errors import JournalError
from samepath.runtime_guard.journal.committer import Committer
from samepath.runtime_guard.journal.connections import Connections, TooManyError
from samepath.runtime_guard.journal.migrations import bring_up
from samepath.runtime_guard.journal.store import Change, Row, Ticket, Work, own_process
from samepath.runtime_guard.pool import Pool

try:
    import psycopg

    from samepath.runtime_guard.journal.postgres_sql import Again, PostgresSql, failure
except ImportError as error:
    raise JournalError(
        "a journal on PostgreSQL needs psycopg: install samepath[postgres]"
    ) from error

T = TypeVar("T")

_CHANNEL = "samepath"
_LOOK_EVERY = 1.0
_PROBE = "probe"
_SEND = f"""select pg_notify('{_CHANNEL}', key) from unnest(%s::text[]) as key
where key = '{_PROBE}' or exists (select 1 from samepath_executors where id <> %s)"""  # noqa: S608


class _Apart(Exception):  # noqa: N818 - control flow inside this file
    """A statement of the group was refused: each has to be tried without the others."""


class _UnreachableError(JournalError):
    """The server was away for too long."""


class PostgresStore:
    """A journal in a PostgreSQL database; any number of processes and hosts may share it."""

    def __init__(self, url: str, *, connections: int = 16, patience: float = 30.0) -> None:
        self._process = os.getpid()
        self._url = url
        self._patience = patience
        self._connections = Connections(self._connect, connections, patience)
        self._committer = Committer(self._commit)
        self._workers = Pool(connections)
        self._owner = ""
        self._signals: set[str] = set()
        self._gate = threading.Lock()
        self._listener: threading.Thread | None = None
        self._heard_probe = False
        self._next_look = 0.0
        self._closed = False
        bring_up(self, "postgres")

    def write(self, work: Work[T]) -> T:
        own_process(self._process)
        if type(cast("object", work)) is Change:
            with suppress(_Apart):
                return self._committer.write(work)
        return self._transact(work)

    def submit(self, work: Work[T], done: Callable[[Ticket], None]) -> None:
        own_process(self._process)
        if type(cast("object", work)) is Change:
            self._committer.submit(work, lambda ticket: self._settled(ticket, done))
        else:
            self._do_apart(Ticket(work, done))

    def read(self, work: Work[T]) -> T:
        own_process(self._process)
        return self._patiently(work)

    def _transact(self, work: Work[T]) -> T:
        def whole(sql: PostgresSql) -> T:
            with sql.connection.transaction():
                return work(sql)

        return self._patiently(whole)

    def _patiently(self, work: "Callable[[PostgresSql], T]") -> T:
        """Do work on a connection, again and again while the server is away."""
        until = time.monotonic() + self._patience
        pause = 0.02
        while True:
            try:
                return self._connections.use(lambda connection: self._tried(connection, work))
            except (Again, TooManyError) as error:
                if time.monotonic() > until or self._closed:
                    raise _UnreachableError(f"the journal cannot be reached: {error}") from error
                time.sleep(pause)
                pause = min(1.0, pause * 2)

    def _tried(
        self, connection: "psycopg.Connection[Row]", work: "Callable[[PostgresSql], T]"
    ) -> T:
        try:
            return work(PostgresSql(connection))
        except psycopg.Error as error:  # of a transaction step, or of the commit
            again = failure(error, connection)
            raise again if isinstance(again, Again) else error from error

    def _connect(self) -> "psycopg.Connection[Row]":
        try:
            return psycopg.connect(
                self._url, autocommit=True, connect_timeout=10, prepare_threshold=2
            )
        except psycopg.OperationalError as error:
            raise Again(str(error)) from error

    def _commit(self, group: list[Ticket]) -> None:
        """Settle every ticket of a group: by one commit, or by sending each its own way."""
        group.sort(key=_lock_order)
        changes = [cast("Change", ticket.work) for ticket in group]
        try:
            counts = self._patiently(lambda sql: sql.together(changes))
        except JournalError as error:
            refused = len(group) > 1 and not isinstance(error, _UnreachableError)
            for ticket in group:
                ticket.error = _Apart() if refused else error
            return
        for ticket, count in zip(group, counts, strict=True):
            ticket.result = count

    def _settled(self, ticket: Ticket, done: Callable[[Ticket], None]) -> None:
        if isinstance(ticket.error, _Apart):
            self._do_apart(Ticket(ticket.work, done))
        else:
            done(ticket)

    def _do_apart(self, ticket: Ticket) -> None:
        """Do the work of one ticket on another thread, in a transaction of its own."""

        def go() -> None:
            try:
                ticket.result = self._transact(ticket.work)
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                ticket.error = error
            assert ticket.done is not None
            ticket.done(ticket)

        self._workers.submit(go)

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
        self._committer.close()
        if self._listener is not None:
            self._listener.join()
        self._connections.close()

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


def _lock_order(ticket: Ticket) -> str:
    """Return a key by which processes that begin the same runs never wait for each other."""
    return str(cast("Change", ticket.work).parameters[:1])
