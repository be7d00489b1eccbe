"""Statements on a connection to PostgreSQL, and which of their failures are worth another try."""

from collections.abc import Sequence
from functools import lru_cache

import psycopg

from samepath.runtime_guard.errors import JournalError
from samepath.runtime_guard.journal.store import Change, Row

_SEED = 7316301  # of our advisory locks: others may use the same names

_RETRIED = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.AdminShutdown,
    psycopg.errors.CrashShutdown,
    psycopg.errors.CannotConnectNow,
)


class Again(Exception):  # noqa: N818 - control flow inside this file
    """The transaction did not happen, or nobody knows: do it again."""


def failure(error: psycopg.Error, connection: "psycopg.Connection[Row]") -> Exception:
    """Return Again if another try may succeed, or what to tell whoever asked."""
    if isinstance(error, _RETRIED) or connection.closed:
        return Again(str(error))
    return JournalError(f"the journal failed: {error}")


@lru_cache(1000)
def _spelled(statement: str) -> bytes:
    return (
        statement.replace("%", "%%")
        .replace("?", "%s")
        .replace("{now}", "extract(epoch from clock_timestamp())")
        .replace("{locked}", " for update skip locked")
        .replace("{held}", " for no key update")
        .encode()
    )


class PostgresSql:
    """A connection to PostgreSQL, in a transaction if the work needs one."""

    __slots__ = ("connection",)

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        return self._execute(statement, parameters).rowcount

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        return self._execute(statement, parameters).fetchall()

    def alone(self, name: str) -> None:
        self.run("select pg_advisory_xact_lock(hashtextextended(?, ?))", (name, _SEED))

    def together(self, changes: list[Change]) -> list[int]:
        """Make changes with one commit and one round trip; return how many rows each changed."""
        if len(changes) == 1:
            return [changes[0](self)]
        try:
            with self.connection.pipeline():  # what it sends is one transaction
                cursors = [self._execute(each.statement, each.parameters) for each in changes]
        except psycopg.Error as error:
            raise failure(error, self.connection) from error
        return [cursor.rowcount for cursor in cursors]

    def _execute(self, statement: str, parameters: Sequence[object]) -> psycopg.Cursor[Row]:
        try:
            return self.connection.execute(_spelled(statement), parameters)
        except psycopg.Error as error:
            raise failure(error, self.connection) from error
