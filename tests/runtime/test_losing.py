"""What a process does with a run that it has lost without knowing it yet."""

import threading
import time

import pytest

from samepath.runtime_guard import JournalError, Runtime, workflow
from samepath.runtime_guard import process as processes
from samepath.runtime_guard.journal.sqlite import SqliteSql
from samepath.runtime_guard.leases import Lease

SOMEBODY = "insert into samepath_executors values ('somebody', 'elsewhere', 1, 'x', '', {now} + 99)"
TAKEN = "update samepath_runs set fence = fence + 1, executor = 'somebody' where id = 'r'"
DELETED = "delete from samepath_runs where id = 'r'"
LOSE = [lambda: None]


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


@pytest.fixture
def runtime(journal):
    with Runtime(journal, poll=5) as found:  # the caretaker is not to be quicker than the run
        yield found


def executed(runtime, flow, *statements):
    """Begin a run that loses itself by the statements; wait until nobody executes it here."""
    lost = threading.Event()

    def lose():
        for statement in statements:
            runtime.store.write(lambda sql: sql.run(statement))  # noqa: B023 - at once
        lost.set()

    LOSE[0] = lose
    runtime.start(flow, id="r")
    assert lost.wait(20)
    until = time.monotonic() + 20
    while runtime.executor.executions and time.monotonic() < until:
        time.sleep(0.005)
    assert not runtime.executor.executions


def runs(runtime):
    return runtime.store.read(
        lambda sql: sql.rows("select id, status, executor from samepath_runs order by id")
    )


def test_who_lost_a_run_begins_no_child_of_it(runtime):
    executed(runtime, parent, SOMEBODY, TAKEN)

    assert runs(runtime) == [("r", "running", "somebody")]


def test_who_lost_a_run_does_not_end_it(runtime):
    executed(runtime, alone, SOMEBODY, TAKEN)

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
