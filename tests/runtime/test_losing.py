"""What a process does with a run that it has lost without knowing it yet."""

import threading

import pytest
from runtime.patience import wait_until

from samepath.runtime_guard import (
    RunCancelledError,
    RunInterruptedError,
    Runtime,
    start_child,
    transaction,
    workflow,
)

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
    wait_until(lambda: not runtime.executor.executions)
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


def test_a_run_whose_thread_is_ended_is_anybody_elses_at_once(runtime, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", [].append)
    executed(runtime, ended)

    assert runs(runtime) == [("r", "running", None)]


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
