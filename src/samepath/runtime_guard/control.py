"""Deciding about runs from outside: cancel, resume, decide, fork, send, collect."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from samepath.runtime_guard.errors import SamepathError, UnknownRunError
from samepath.runtime_guard.executor import new_id
from samepath.runtime_guard.journal.record import begin, find
from samepath.runtime_guard.journal.rows import Entry, Run, State, Status, order
from samepath.runtime_guard.journal.store import Sql
from samepath.runtime_guard.messages import put_message
from samepath.runtime_guard.names import checked

if TYPE_CHECKING:
    from samepath.runtime_guard.executor import Executor

_FAMILY = """with recursive family(id) as (
    select id from samepath_runs where id = ?
    union select child.id from samepath_runs child join family on child.parent = family.id
)"""

_CANCEL = f"""{_FAMILY} update samepath_runs set status = 'cancelled', outcome = ?, ended = {{now}},
executor = null where id in (select id from family) and status in ('queued', 'running', 'blocked')
returning id"""  # noqa: S608

_RESUME = """update samepath_runs set status = 'queued', outcome = null, ended = null,
executor = null, queue = null, dedupe = null, attempts = 1
where id = ? and status in ('blocked', 'cancelled')"""

_ENDED_BEFORE = """status in ('succeeded', 'failed', 'cancelled') and ended < {now} - ?
and not exists (select 1 from samepath_runs above where above.id = samepath_runs.parent
and above.status in ('queued', 'running', 'blocked'))"""


class Control:
    """What operators and other programs may do to runs."""

    def __init__(self, executor: "Executor") -> None:
        self._executor = executor
        self._store = executor.store

    def cancel(self, id: str) -> bool:
        """Cancel a run and its children; false if it had ended already."""
        text = self._executor.codec.encode(
            {"reason": "cancelled", "message": f"{id} was cancelled"}
        )
        rows = self._store.write(lambda sql: sql.rows(_CANCEL, (id, text)))
        for (cancelled,) in rows:
            self._executor.cancelled(cancelled)
        if not rows:
            self._known(id)
        return bool(rows)

    def resume(self, id: str) -> None:
        """Queue a blocked or cancelled run again; it goes on from its journal."""
        changed = self._store.write(lambda sql: sql.run(_RESUME, (id,)))
        if not changed:
            run = self._known(id)
            if run.status == Status.QUEUED:
                return
            raise SamepathError(
                f"{id} is {run.status}: only blocked and cancelled runs can be resumed"
                + ("; fork it from an earlier step instead" if run.status == "failed" else "")
            )
        self._executor.announce("claim")

    def decide(
        self,
        id: str,
        *,
        result: object = None,
        error: Exception | None = None,
        again: bool = False,
        position: str | None = None,
    ) -> None:
        """Say what became of the step that a blocked run started at most once; and resume it.

        Either its result, or its error, or that it may run again. If several such steps were
        started side by side, `position` says which is meant.
        """
        codec = self._executor.codec
        value = codec.encode(result if error is None else error)
        state = State.RESULT if error is None else State.ERROR

        def settle(sql: Sql) -> int:
            where = self._undecided(sql, id, position)
            if again:
                sql.run("delete from samepath_entries where run = ? and position = ?", where)
            else:
                statement = """update samepath_entries set state = ?, value = ?
                where run = ? and position = ?"""
                sql.run(statement, (int(state), value, *where))
            return sql.run(_RESUME, (id,))

        self._store.write(settle)
        self._executor.announce("claim")

    def _undecided(self, sql: Sql, id: str, position: str | None) -> tuple[str, str]:
        """Return where the step stands that waits for a decision, or say why there is none."""
        rows = sql.rows("select status from samepath_runs where id = ?", (id,))
        if not rows:
            raise UnknownRunError(f"the journal has no run {id!r}")
        started = "select position from samepath_entries where run = ? and state = 2 and kind = ?"
        waiting = [row[0] for row in sql.rows(started, (id, "step"))]
        meant = [each for each in waiting if position in {None, each}]
        if rows[0][0] != Status.BLOCKED or not meant:
            raise SamepathError(f"{id} is {rows[0][0]}, and waits for no decision about a step")
        if len(meant) > 1:
            raise SamepathError(
                f"{id} waits for decisions about {', '.join(meant)}: say which with position="
            )
        return id, meant[0]

    def fork(
        self, ids: str | Iterable[str], *, before: str | int, new: str | None = None
    ) -> list[str]:
        """Start a copy of each run that goes on before an operation of the original.

        The copy has the entries of the operations that stand before the position `before`.
        """
        chosen = [ids] if isinstance(ids, str) else list(ids)
        if new is not None and len(chosen) != 1:
            raise SamepathError("only a single fork can be given an id")
        if new is not None:
            checked(new, "the id of a run")
        cut = order(str(before))
        copies = [self._copy(self._known(run), cut, new) for run in chosen]
        self._executor.announce("claim")
        return copies

    def _copy(self, run: Run, cut: tuple[int, ...], new: str | None) -> str:
        executor = self._executor
        copy = run._replace(
            id=new or new_id(executor.clock),
            status=Status.QUEUED.value,
            outcome=None,
            executor=None,
            fence=0,
            attempts=1,
            queue=None,
            dedupe=None,
            parent=None,
            deadline=None,
            created=executor.clock.now(),
            started=None,
            ended=None,
        )

        def put(sql: Sql) -> int:
            if begin(copy)(sql) != 1:
                same = "select 1 from samepath_runs where id = ? and created = ? and input = ?"
                if sql.rows(same, (copy.id, copy.created, copy.input)):
                    return 0  # made by an earlier try whose answer was lost
                raise SamepathError(f"there is a run {copy.id!r} already")
            rows = sql.rows("select * from samepath_entries where run = ?", (run.id,))
            kept = [entry for entry in map(Entry._make, rows) if order(entry.position) < cut]
            for entry in kept:
                sql.run(_COPY, entry._replace(run=copy.id))
            positions = {entry.position for entry in kept}
            events = sql.rows("select * from samepath_events where run = ?", (run.id,))
            for _, key, value, position in events:
                if position in positions:
                    row = (copy.id, key, value, position)
                    sql.run("insert into samepath_events values (?, ?, ?, ?)", row)
            return len(kept)

        self._store.write(put)
        return copy.id

    def send(
        self, run: str, body: object, *, topic: str = "messages", id: str | None = None
    ) -> None:
        """Send a message to a run from outside; the same id again is the same message."""
        checked(topic, "the topic of a message")
        text = self._executor.codec.encode(body)
        key = new_id(self._executor.clock) if id is None else checked(id, "the id of a message")
        self._store.write(lambda sql: put_message(sql, key, run, topic, text))
        self._executor.announce(f"message:{run}")

    def event(self, run: str, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Return the value that a run set under a key, or the default."""
        statement = "select value from samepath_events where run = ? and key = ?"
        rows = self._store.read(lambda sql: sql.rows(statement, (run, key)))
        return self._executor.codec.decode(rows[0][0]) if rows else default

    def collect(self, older_than: float) -> int:
        """Delete runs that ended more than so many seconds ago, with all they recorded."""

        def delete(sql: Sql) -> int:
            old = f"select id from samepath_runs where {_ENDED_BEFORE} limit 1000"  # noqa: S608
            ids = [row[0] for row in sql.rows(old, (older_than,))]
            for id in ids:  # noqa: A001 - of a run
                for table in ("entries", "events", "messages"):
                    sql.run(f"delete from samepath_{table} where run = ?", (id,))  # noqa: S608
                sql.run("delete from samepath_runs where id = ?", (id,))
            return len(ids)

        total = 0
        while deleted := self._store.write(delete):
            total += deleted
        return total

    def _known(self, id: str) -> Run:
        found = find(self._store, id)
        if found is None:
            raise UnknownRunError(f"the journal has no run {id!r}")
        return found


_COPY = "insert into samepath_entries values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
