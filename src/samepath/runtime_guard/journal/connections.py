"""Connections to PostgreSQL: opened when wanted, kept for the next one who wants one."""

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

T = TypeVar("T")

_IDLE = 0  # psycopg.pq.TransactionStatus.IDLE


class TooManyError(Exception):
    """All connections were in use for too long."""


class Connections:
    """At most `most` connections; who has to wait for one longer than `patience` seconds fails."""

    def __init__(self, connect: "Callable[[], Connection]", most: int, patience: float) -> None:
        self._connect = connect
        self._room = threading.BoundedSemaphore(most)
        self._patience = patience
        self._free: deque[Connection] = deque()

    def use(self, act: "Callable[[Connection], T]") -> T:
        """Lend a connection to `act`."""
        if not self._room.acquire(timeout=self._patience):
            raise TooManyError(f"no connection was free for {self._patience:g} s")
        try:
            connection = self._taken()
            try:
                return act(connection)
            finally:
                self._keep(connection)
        finally:
            self._room.release()

    def close(self) -> None:
        """Close what nobody uses."""
        while self._free:
            self._taken().close()

    def _taken(self) -> "Connection":
        try:
            return self._free.pop()
        except IndexError:
            return self._connect()

    def _keep(self, connection: "Connection") -> None:
        """Keep a connection that is fit for the next one; after a broken one trust no other."""
        if connection.closed:
            self.close()
        elif connection.info.transaction_status == _IDLE:
            self._free.append(connection)
        else:
            connection.close()
