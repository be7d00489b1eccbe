"""What every run needs of the journal: begin, record, end, and read back.

Each write of a run carries its fence and changes nothing once somebody else took the run over.
"""

from collections.abc import Iterable, Iterator, Sequence

from samepath.runtime_guard.journal.rows import Entry, Run, Status
from samepath.runtime_guard.journal.store import Change, Sql, Store

_CHUNK = 1000

_BEGIN = """insert into samepath_runs
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"""

_RECORD = """insert into samepath_entries select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
where exists (select 1 from samepath_runs where id = ? and fence = ? and status = 'running'{held})
on conflict do nothing"""

_SETTLE = """update samepath_entries set state = ?, value = ?, ended = ?
where run = ? and position = ? and state = 2
and exists (select 1 from samepath_runs where id = ? and fence = ? and status = 'running'{held})"""

_FINISH = """update samepath_runs set status = ?, outcome = ?, ended = ?, executor = null
where id = ? and fence = ? and status = 'running'"""

_RELEASE = """update samepath_runs set executor = null
where id = ? and fence = ? and status = 'running'"""


def begin(run: Run) -> Change:
    """Insert a run; changes no row if the id, or the queue's deduplication, is taken."""
    return Change(_BEGIN, run)


def record(entry: Entry, fence: int) -> Change:
    """Record an operation; changes no row if the run is no longer held under the fence."""
    return Change(_RECORD, (*entry, entry.run, fence))


def settle(entry: Entry, fence: int) -> Change:
    """Turn a started entry into a settled one."""
    parameters = (entry.state, entry.value, entry.ended, entry.run, entry.position)
    return Change(_SETTLE, (*parameters, entry.run, fence))


def finish(id: str, fence: int, status: Status, outcome: str, ended: float) -> Change:
    """End a run, or block it."""
    return Change(_FINISH, (status.value, outcome, ended, id, fence))


def release(id: str, fence: int) -> Change:
    """Leave a run to whoever claims it next."""
    return Change(_RELEASE, (id, fence))


def find(store: Store, id: str) -> Run | None:
    """Read one run."""
    rows = store.read(lambda sql: sql.rows("select * from samepath_runs where id = ?", (id,)))
    return Run._make(rows[0]) if rows else None


def find_all(store: Store, ids: Sequence[str]) -> dict[str, Run]:
    """Read many runs at once."""

    def read(sql: Sql) -> dict[str, Run]:
        found = {}
        for some in chunks(ids):
            statement = f"select * from samepath_runs where id in ({marks(some)})"  # noqa: S608
            found.update({row[0]: Run._make(row) for row in sql.rows(statement, some)})
        return found

    return store.read(read)


def histories(store: Store, ids: Sequence[str]) -> dict[str, dict[str, Entry]]:
    """Read the entries of many runs at once, by run and position."""

    def read(sql: Sql) -> dict[str, dict[str, Entry]]:
        found: dict[str, dict[str, Entry]] = {key: {} for key in ids}
        for some in chunks(ids):
            statement = f"select * from samepath_entries where run in ({marks(some)})"  # noqa: S608
            for row in sql.rows(statement, some):
                found[row[0]][row[1]] = Entry._make(row)
        return found

    return store.read(read)


def marks(values: Iterable[object]) -> str:
    """Return as many parameter marks as there are values."""
    return ", ".join("?" for _ in values)


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Split what becomes parameters into portions that every database accepts."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
