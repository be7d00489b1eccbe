"""What the journal asks of a database: pieces of work, each in one transaction.

The SQL of the journal is written once: `?` stands for a parameter, `{now}` for the clock of the
database in seconds since 1970, `{locked}` for "skip what others hold" where rows can be held.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from samepath.runtime_guard.errors import JournalError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Row = tuple[Any, ...]


class Sql(Protocol):
    """An open transaction."""

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        """Execute one statement; return the number of rows it changed."""
        ...

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Execute one statement; return the rows it yields."""
        ...

    def alone(self, name: str) -> None:
        """Let one transaction at a time go past this point, for each name."""
        ...

    @property
    def connection(self) -> Any:  # noqa: ANN401 - each driver has its own type
        """The driver's connection, for the statements of a transaction step."""
        ...


class Work(Protocol[T_co]):
    """What one transaction does; raising undoes it."""

    def __call__(self, sql: Sql, /) -> T_co: ...


class Change:
    """The work of one statement: nothing to undo separately, and the commonest by far."""

    __slots__ = ("parameters", "statement")

    def __init__(self, statement: str, parameters: Sequence[object]) -> None:
        self.statement = statement
        self.parameters = parameters

    def __call__(self, sql: Sql, /) -> int:
        return sql.run(self.statement, self.parameters)


class Store(Protocol):
    """A database that holds a journal."""

    def write(self, work: Work[T]) -> T:
        """Do the work in one transaction; what it did is durable when this returns.

        Raises JournalError if the database fails, or whatever the work raises.
        """
        ...

    def submit(self, work: Work[T], done: Callable[["Ticket"], None]) -> None:
        """Do the same on another thread; `done` is called there with the settled ticket."""
        ...

    def read(self, work: Work[T]) -> T:
        """Run a query on what is committed."""
        ...

    def changed(self) -> bool:
        """Whether another process may have written since the last call."""
        ...

    def listen(self, owner: str, heard: Callable[[str], None]) -> None:
        """Call `heard` with each signal, where that is possible; `owner` is who listens."""
        ...

    def signal(self, key: str) -> None:
        """Tell other processes that something under the key changed, where that is possible."""
        ...

    def close(self) -> None: ...


def own_process(id: int) -> None:
    """Raise unless the process is still the one in which a store was opened."""
    if os.getpid() != id:
        raise JournalError(
            "this runtime was opened before the process forked: open one in the child"
        )


class Ticket:
    """A piece of work and what became of it."""

    __slots__ = ("done", "error", "lead", "result", "turn", "work")

    def __init__(self, work: Work[Any], done: Callable[["Ticket"], None] | None = None) -> None:
        self.work = work
        self.done = done
        self.result: Any = None
        self.error: BaseException | None = None
        self.lead = False
        self.turn: Any = None

    def outcome(self) -> Any:  # noqa: ANN401 - what the work returned
        """Return what the work returned, or raise what it raised."""
        if self.error is not None:
            raise self.error
        return self.result
