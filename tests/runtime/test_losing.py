"""What a process does with a run that it has lost without knowing it yet."""

import sqlite3
import threading
import time
from types import SimpleNamespace

import pytest

from samepath.runtime_guard import (
    JournalError,
    RunCancelledError,
    RunInterruptedError,
    Runtime,
    start_child,
    transaction,
    workflow,
)
from samepath.runtime_guard import process as processes
from samepath.runtime_guard.journal.committer import Committer, _woken_to_lead
from samepath.runtime_guard.journal.migrations import bring_up
from samepath.runtime_guard.journal.sqlite import SqliteSql, SqliteStore
from samepath.runtime_guard.leases import Lease

SOMEBODY = "insert into samepath_executors values ('somebody', 'elsewhere', 1, 'x', '', {now} + 99)"
TAKEN = "update samepath_runs set fence = fence + 1, executor = 'somebody' where id = 'r'"
DELETED = "delete from samepath_runs where id = 'r'"
LOSE = [lambda: None]
TAKING = []


@workflow(name="losing.child")
def child():
    return 1


@workflow(name="losing.parent")
def parent():
    LOSE[0]()
    return child()


@workflow(name="losing.alone")
def alone():
    LOSE[0]()
    return 1


@workflow(name="losing.waiting")
def waiting():
    return start_child(alone).result()


@transaction(name="losing.note")
def note(database):
    database.execute("insert into notes values ('kept')")
    if TAKING:
        TAKING.clear()
        database.execute("update samepath_runs set fence = fence + 1")
    return 1


@workflow(name="losing.noting")
def noting():
    return note()


@workflow(name="losing.ended")
def ended():
    LOSE[0]()
    raise SystemExit


@pytest.fixture
def runtime(journal):
    with Runtime(journal, poll=5) as found:  # the caretaker is not to be quicker than the run
        yield found


def executed(runtime, flow, *statements):
    """Begin a run that loses itself by the statements; wait until nobody executes it here."""
    lost = threading.Event()

    def lose():
        for statement in () if lost.is_set() else statements:
            runtime.store.write(lambda sql: sql.run(statement))  # noqa: B023 - at once
        lost.set()

    LOSE[0] = lose
    handle = runtime.start(flow, id="r")
    assert lost.wait(20)
    until = time.monotonic() + 20
    while runtime.executor.executions and time.monotonic() < until:
        time.sleep(0.005)
    assert not runtime.executor.executions
    return handle


def runs(runtime):
    return runtime.store.read(
        lambda sql: sql.rows("select id, status, executor from samepath_runs order by id")
    )


def test_who_lost_a_run_begins_no_child_of_it(runtime):
    executed(runtime, parent, SOMEBODY, TAKEN)

    assert runs(runtime) == [("r", "running", "somebody")]


def test_who_lost_a_run_does_not_end_it(runtime):
    handle = executed(runtime, alone, SOMEBODY, TAKEN)

    assert handle._execution.end is None
    assert runs(runtime) == [("r", "running", "somebody")]


def test_the_end_of_a_run_that_was_deleted_is_recorded_nowhere(runtime, monkeypatch):
    escaped = []
    monkeypatch.setattr(threading, "excepthook", escaped.append)
    executed(runtime, alone, DELETED)

    assert runs(runtime) == []
    assert escaped == []


def test_a_group_whose_commit_failed_leaves_the_journal_usable(tmpfs, monkeypatch):
    usual, failing = SqliteSql.run, threading.Event()

    def run(self, statement, parameters=()):
        if statement == "commit" and failing.is_set():
            failing.clear()
            raise JournalError("the disk is full")
        return usual(self, statement, parameters)

    with Runtime(str(tmpfs / "journal.db")) as runtime:
        monkeypatch.setattr(SqliteSql, "run", run)
        failing.set()
        with pytest.raises(JournalError, match="the disk is full"):
            runtime.store.write(lambda sql: sql.run(SOMEBODY))
        count = "select count(*) from samepath_executors where id = 'somebody'"

        assert runtime.store.write(lambda sql: sql.rows(count)) == [(0,)]


@pytest.mark.parametrize(("host", "born"), [("", "x"), ("here", "")])
def test_nobody_is_buried_of_whom_too_little_is_known(host, born, tmpfs, monkeypatch):
    with Runtime(str(tmpfs / "journal.db")) as runtime:
        monkeypatch.setattr(processes, "host", lambda: host)
        statement = "insert into samepath_executors values ('other', ?, 1, ?, '', {now} + 99)"
        runtime.store.write(lambda sql: sql.run(statement, (host, born)))
        Lease(runtime.store, "new", 60, pinned=False).bury()
        left = runtime.store.read(lambda sql: sql.rows("select id from samepath_executors"))

    assert ("other",) in [tuple(row) for row in left]


@pytest.mark.parametrize(("host", "buried"), [("here", True), ("elsewhere", False)])
def test_only_the_dead_of_the_same_host_are_buried(host, buried, journal, monkeypatch):
    monkeypatch.setattr(processes, "host", lambda: "here")
    monkeypatch.setattr(processes, "born", lambda pid: "" if pid == 1 else "born")
    with Runtime(journal, poll=5) as runtime:
        statement = "insert into samepath_executors values ('dead', ?, 1, 'x', '', {now} + 99)"
        runtime.store.write(lambda sql: sql.run(statement, (host,)))
        lease = Lease(runtime.store, "new", 60, pinned=False)
        lease.renew()
        lease.bury()
        left = runtime.store.read(lambda sql: sql.rows("select id from samepath_executors"))

    ids = {row[0] for row in left}
    assert ("dead" in ids) is not buried
    assert {"new", runtime.executor.id} <= ids


def test_who_takes_a_run_over_counts_as_another_holder_and_another_attempt(tmpfs):
    with Runtime(str(tmpfs / "journal.db"), poll=0.005) as runtime:
        executed(runtime, alone, "update samepath_runs set fence = 5, executor = null")

        assert runtime.handle("r").result(20) == 1
        run = runtime.handle("r").row()
        assert (run.fence, run.attempts) == (6, 2)


def test_a_transaction_step_that_lost_its_run_meanwhile_changes_nothing(tmpfs):
    with Runtime(str(tmpfs / "journal.db"), poll=0.005) as runtime:
        runtime.store.write(lambda sql: sql.run("create table notes (note text)"))
        TAKING[:] = [True]

        with pytest.raises(RunInterruptedError, match="has to read its history again"):
            runtime.start(noting, id="r").result(20)
        assert runtime.handle("r").result(20) == 1
        assert runtime.store.read(lambda sql: sql.rows("select note from notes")) == [("kept",)]


def test_who_waits_for_a_child_does_not_ask_all_the_time(runtime, monkeypatch):
    asked, go_on = [], threading.Event()
    LOSE[0] = lambda: go_on.wait(20)
    handle = runtime.start(waiting)
    time.sleep(0.1)
    usual = runtime.store.read
    monkeypatch.setattr(runtime.store, "read", lambda work: asked.append(work) or usual(work))
    time.sleep(0.3)
    seen = len(asked)
    go_on.set()

    assert handle.result(20) == 1
    assert seen < 20


def test_a_run_whose_thread_is_ended_is_anybody_elses_at_once(runtime, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", [].append)
    executed(runtime, ended)

    assert runs(runtime) == [("r", "running", None)]


class InterruptedTurn:
    """A lock whose first wait is interrupted, as by a signal."""

    def __init__(self):
        self.waited = 0

    def acquire(self):
        self.waited += 1
        if self.waited == 1:
            raise KeyboardInterrupt


@pytest.mark.parametrize("lead", [True, False])
def test_a_writer_that_is_interrupted_still_leads_if_others_wait_for_it(lead):
    ticket = SimpleNamespace(turn=InterruptedTurn(), lead=lead)
    if lead:
        assert _woken_to_lead(ticket)
    else:
        with pytest.raises(KeyboardInterrupt):
            _woken_to_lead(ticket)
    assert ticket.turn.waited == 2


def test_a_child_that_was_started_is_executed_where_it_was_started(runtime):
    go_on, seen = threading.Event(), []
    LOSE[0] = lambda: go_on.wait(20)

    @workflow(name="losing.starting")
    def starting():
        started = start_child(alone)
        seen.append(started.id in runtime.executor.executions)
        go_on.set()
        return started.result()

    assert runtime.run(starting) == 1
    assert seen == [True]


def test_a_child_that_was_deleted_was_cancelled_for_its_parent(runtime):
    go_on = threading.Event()
    LOSE[0] = lambda: go_on.wait(20)

    @workflow(name="losing.bereft")
    def bereft():
        started = start_child(alone)
        runtime.store.write(
            lambda sql: sql.run("delete from samepath_runs where id = ?", (started.id,))
        )
        go_on.set()
        return started.result()

    with pytest.raises(RunCancelledError):
        runtime.run(bereft)


def test_an_interrupted_commit_is_an_interruption_of_who_made_it():
    def commit(group):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Committer(commit).write(len)


def test_a_journal_that_is_up_to_date_is_opened_without_writing(tmpfs):
    path = str(tmpfs / "journal.db")
    SqliteStore(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")  # nobody else can write now
    SqliteStore(path).close()
    other.close()


def test_who_finds_the_schema_made_by_another_meanwhile_goes_on(tmpfs, monkeypatch):
    store = SqliteStore(str(tmpfs / "journal.db"))
    usual, first = store.read, [[]]
    monkeypatch.setattr(store, "read", lambda work: first.pop() if first else usual(work))

    bring_up(store, "sqlite")

    assert not first
    store.close()
