"""Who waits wastes nothing, and who lost a race does nothing more."""

import threading
import time

import pytest
from runtime.patience import wait_until

from samepath.runtime_guard import (
    InvalidNameError,
    Runtime,
    get_event,
    race,
    receive,
    set_event,
    sleep,
    start_child,
    step,
    wait_event,
    workflow,
)

CALLS: list[object] = []
GO_ON = threading.Event()


@pytest.fixture
def runtime(tmpfs):
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), poll=0.005) as found:
        yield found


@step(name="waiting.in_time", timeout=20)
def in_time():
    return 7


@workflow(name="waiting.punctual")
def punctual():
    return in_time()


def test_a_step_that_ends_in_time_gives_its_result(runtime):
    assert runtime.run(punctual) == 7


@step(name="waiting.call")
def call(what):
    CALLS.append(what)
    return what


def late():
    time.sleep(0.2)  # the other one is done long before
    return call("late")


@workflow(name="waiting.racing")
def racing():
    return race(lambda: call("early"), late)


def test_the_loser_of_a_race_begins_no_other_step(runtime):
    assert runtime.run(racing) == (0, "early")
    time.sleep(0.3)

    assert CALLS == ["early"]


@workflow(name="waiting.expecting")
def expecting():
    return wait_event("other", "key")


def questions(runtime, monkeypatch):
    """Return how often the journal is asked while a run waits for a third of a second."""
    time.sleep(0.1)
    usual, asked = runtime.store.read, []
    monkeypatch.setattr(runtime.store, "read", lambda work: asked.append(work) or usual(work))
    time.sleep(0.3)
    return len(asked)


def test_who_waits_for_an_event_does_not_ask_all_the_time(runtime, monkeypatch):
    handle = runtime.start(expecting)
    seen = questions(runtime, monkeypatch)
    runtime.cancel(handle.id)

    assert seen < 20


@workflow(name="waiting.telling")
def telling():
    set_event("key", [1])
    set_event("key", [2])


@workflow(name="waiting.asking")
def asking():
    return [get_event("told", "key"), get_event("told", "other", "none")]


def test_whoever_asks_for_an_event_gets_what_was_set_last_or_the_default(runtime):
    runtime.run(telling, id="told")

    assert runtime.run(asking) == [[2], "none"]


@workflow(name="waiting.asking_badly")
def asking_badly():
    return get_event("told", "\0")


def test_a_key_that_no_database_stores_cannot_be_asked_for(runtime):
    with pytest.raises(InvalidNameError):
        runtime.run(asking_badly)


@workflow(name="waiting.message")
def message():
    return receive()


def test_a_thread_that_waited_works_again_and_is_free_in_the_end(runtime):
    handle = runtime.start(message, id="r")
    time.sleep(0.05)
    runtime.send("r", "hello")
    assert handle.result(20) == "hello"
    pool = runtime.executor.pool
    wait_until(lambda: pool._working == 0)
    assert [runtime.run(punctual), pool._working] in ([7, 0], [7, 1])


@step(name="waiting.flaky", retries=1, pause=0.001)
async def flaky():
    CALLS.append("try")
    if len(CALLS) == 1:
        raise OSError("once")
    return 1


@workflow(name="waiting.paused")
async def paused():
    await sleep(0.001)
    return await flaky()


def test_what_was_waited_for_is_watched_no_longer(runtime):
    assert runtime.run(paused) == 1
    wait_until(lambda: not any(runtime.executor.signals._watches.values()))


def test_the_thread_that_commits_rests_while_there_is_nothing_to_commit(tmpfs):
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), poll=5) as runtime:
        assert runtime.run(paused) == 1
        time.sleep(0.1)
        before = runtime.store._committer.commits
        time.sleep(0.1)

        assert runtime.store._committer.commits - before < 10


def test_a_step_that_is_called_outside_a_workflow_is_the_function():
    assert in_time() == 7


@workflow(name="waiting.limited")
def limited():
    return receive(timeout=3600)


def test_a_limited_wait_goes_on_for_what_is_left_after_a_restart(tmpfs):
    path = str(tmpfs / "journal.db")
    begun = "select 1 from samepath_entries"
    with Runtime(path, poll=0.005) as first:
        first.start(limited, id="r")
        wait_until(lambda: first.store.read(lambda sql: sql.rows(begun)))
    with Runtime(path, poll=0.005) as second:
        time.sleep(0.2)
        second.send("r", "late")

        assert second.handle("r").result(20) == "late"


@workflow(name="waiting.child")
def child():
    GO_ON.wait(20)
    return 1


@workflow(name="waiting.parent")
def parent():
    return start_child(child).result()


def test_who_waits_for_a_child_does_not_ask_all_the_time(journal, monkeypatch):
    GO_ON.clear()
    with Runtime(journal, poll=5) as runtime:
        handle = runtime.start(parent)
        seen = questions(runtime, monkeypatch)
        GO_ON.set()

        assert handle.result(20) == 1
    assert seen < 20
