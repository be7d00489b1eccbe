"""Small promises, each of a line or two, that a bigger test could miss."""

import json
import sqlite3
import threading
import time
from uuid import UUID

import pytest
from runtime.patience import wait_until
from runtime.world import TurnedClock

from samepath.runtime_guard import (
    InvalidNameError,
    Queue,
    RunBlockedError,
    RunCancelledError,
    Runtime,
    gather,
    in_workflow,
    race,
    random,
    receive,
    send,
    set_event,
    sleep,
    step,
    transaction,
    uuid,
    workflow,
)
from samepath.runtime_guard.step import StepOptions

CALLS: list[object] = []


@pytest.fixture
def runtime(tmpfs):
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), poll=0.005) as found:
        yield found


async def nothing():
    return None


@pytest.mark.parametrize("side_by_side", [gather, race])
def test_a_branch_of_a_sync_workflow_is_a_function(side_by_side, runtime):
    @workflow(name=f"promises.{side_by_side.__name__}")
    def flow():
        coroutine = nothing()
        try:
            side_by_side(lambda: 1, coroutine)
        finally:
            coroutine.close()

    with pytest.raises(TypeError, match="a branch is a function"):
        runtime.run(flow)


@workflow(name="promises.draw")
def draw():
    return [random() for _ in range(64)]


def test_random_values_fill_the_unit_interval(runtime):
    drawn = runtime.run(draw)

    assert all(0 <= value < 1 for value in drawn)
    assert min(drawn) < 0.5 < max(drawn)  # fails by chance once in 2 ** 63 times


@workflow(name="promises.ids")
def ids():
    return [str(uuid()) for _ in range(3)]


def test_each_id_is_one_and_no_other(runtime):
    drawn = runtime.run(ids)

    assert len({UUID(each) for each in drawn}) == 3


def test_a_step_keeps_the_name_and_the_text_of_its_function():
    @step(name="promises.described")
    def described():
        """Say what it does."""

    assert (described.__name__, described.__doc__) == ("described", "Say what it does.")


@workflow(name="promises.long")
def long():
    sleep(1, minutes=2, hours=3, days=4)


def test_the_units_of_a_sleep_add_up(tmpfs):
    clock = TurnedClock()
    with Runtime(str(tmpfs / "journal.db"), clock=clock) as runtime:
        runtime.start(long)
        rows = []
        while not rows:
            rows = runtime.store.read(lambda sql: sql.rows("select value from samepath_entries"))

    assert json.loads(rows[0][0]) - clock.wall == 1 + 2 * 60 + 3 * 3600 + 4 * 86400


@step(name="promises.flaky", retries=1, pause=60, jitter=0)
def flaky():
    CALLS.append("tried")
    if len(CALLS) == 1:
        raise OSError
    return len(CALLS)


@workflow(name="promises.retrying")
def retrying():
    return flaky()


def test_a_retry_waits_for_its_pause(tmpfs):
    CALLS.clear()
    clock = TurnedClock()
    with Runtime(str(tmpfs / "journal.db"), clock=clock, poll=0.005) as runtime:
        handle = runtime.start(retrying)
        time.sleep(0.1)
        assert CALLS == ["tried"]
        clock.steady += 61
        runtime.executor.signals.send_all()

        assert handle.result(20) == 2


def test_jitter_does_shorten_pauses():
    options = StepOptions(pause=1.0, jitter=0.5)

    assert min(options.delay(1) for _ in range(64)) < 0.9


@workflow(name="promises.receiving")
def receiving():
    return receive()


@workflow(name="promises.quick")
def quick(n):
    return n


def test_a_run_that_waits_leaves_its_thread_to_others(tmpfs):
    with Runtime(str(tmpfs / "journal.db"), threads=1, poll=0.005) as runtime:
        waiting = [runtime.start(receiving, id=f"r{n}") for n in range(3)]

        assert [runtime.start(quick, n).result(20) for n in range(3)] == [0, 1, 2]
        for n in range(3):
            runtime.send(f"r{n}", n)
        assert [handle.result(20) for handle in waiting] == [0, 1, 2]
        assert runtime.executor.pool._working <= 1


@workflow(name="promises.naming")
def naming(what):
    if what == "topic":
        send("r", 1, topic="\0")
    elif what == "box":
        receive(topic="\0")
    else:
        set_event("\0", 1)


@pytest.mark.parametrize("what", ["topic", "box", "event"])
def test_names_that_some_database_cannot_store_are_refused_in_workflows_too(what, runtime):
    with pytest.raises(InvalidNameError):
        runtime.run(naming, what)


def test_a_new_journal_has_small_pages_for_small_commits(tmpfs):
    Runtime(str(tmpfs / "journal.db")).close()
    connection = sqlite3.connect(tmpfs / "journal.db")
    size = connection.execute("pragma page_size").fetchone()
    connection.close()

    assert size == (2048,)


def test_a_run_that_was_deleted_while_it_ran_says_so(runtime):
    begun, go_on = threading.Event(), threading.Event()

    @step(name="promises.held")
    def held():
        begun.set()
        go_on.wait(20)

    @workflow(name="promises.deleted")
    def deleted():
        held()

    runtime.start(deleted, id="r")
    assert begun.wait(20)
    execution = runtime.executor.executions["r"]
    runtime.store.write(lambda sql: sql.run("delete from samepath_runs"))
    go_on.set()
    wait_until(lambda: not runtime.executor.executions)

    assert str(execution.interruption) == "r was deleted"


@workflow(name="promises.child")
def child():
    receive()


@workflow(name="promises.parent")
def parent():
    child()


def test_a_cancelled_child_is_an_error_in_its_parent(runtime):
    handle = runtime.start(parent, id="p")
    wait_until(lambda: "p/1" in runtime.executor.executions)
    runtime.cancel("p/1")

    with pytest.raises(RunCancelledError, match="the child p/1 was cancelled"):
        handle.result(20)


QUEUE = Queue("promises.queue")


@workflow(name="promises.body")
def body():
    CALLS.append("ran")


def test_the_body_of_a_run_that_was_tried_too_often_is_not_even_begun(tmpfs):
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), most_attempts=0, poll=0.005) as runtime:
        handle = runtime.start(body, queue="promises.queue")

        with pytest.raises(RunBlockedError, match="was begun 1 times and never ended"):
            handle.result(20)
    assert CALLS == []


def test_a_loser_need_not_get_as_far_as_it_got_before_a_crash(tmpfs):
    path, lives = str(tmpfs / "journal.db"), []
    ended = threading.Event()

    @workflow(name="promises.unfair_race")
    def racing():
        lives.append(len(lives))

        def slow():
            if len(lives) > 1:
                ended.wait(20)
            sleep(3600)

        return race(slow, lambda: receive(topic="go"))

    with Runtime(path, poll=0.005) as runtime:
        runtime.start(racing, id="r")
        wait_until(lambda: entries(path))
    assert entries(path) == 1
    with Runtime(path, poll=0.005) as runtime:
        runtime.send("r", "now", topic="go")
        result = runtime.handle("r").result(20)
        ended.set()

    assert result == (1, "now")


def entries(path):
    with sqlite3.connect(path) as connection:
        return connection.execute(
            "select count(*) from samepath_entries where run = 'r' and kind = 'sleep'"
        ).fetchone()[0]


@step(name="promises.where")
def where():
    return in_workflow()


@workflow(name="promises.here_and_there")
def here_and_there():
    return [in_workflow(), where(), in_workflow()]


def test_code_can_ask_whether_it_is_workflow_code(runtime):
    assert runtime.run(here_and_there) == [True, False, True]
    assert not in_workflow()


@step(name="promises.count")
def count(n):
    return n


@workflow(name="promises.counting")
def counting(steps):
    return sum(count(n) for n in range(steps))


def test_no_step_reads_the_journal(runtime, monkeypatch):
    usual, reads = runtime.store.read, []

    def read(work):
        if threading.current_thread().name != "samepath-care":
            reads.append(work)
        return usual(work)

    monkeypatch.setattr(runtime.store, "read", read)
    assert runtime.run(counting, 2) == 1
    few = len(reads)
    assert runtime.run(counting, 20) == 190
    assert len(reads) == 2 * few


@transaction
def unnamed(database):
    return 1


@transaction(name="promises.named")
def named(database):
    return 2


@workflow(name="promises.transactions")
def transactions():
    return [unnamed(), named()]


def test_a_transaction_step_is_called_as_its_author_says_or_as_the_function_is(runtime):
    runtime.run(transactions)
    rows = runtime.store.read(
        lambda sql: sql.rows("select name from samepath_entries order by position")
    )

    assert [row[0] for row in rows] == ["unnamed", "promises.named"]


def test_a_run_whose_input_is_damaged_is_blocked_and_says_so(runtime):
    runtime.run(counting, 1, id="r")
    runtime.store.write(
        lambda sql: sql.run(
            "update samepath_runs set status = 'running', executor = null, outcome = null, "
            "input = '[[' where id = 'r'"
        )
    )

    with pytest.raises(RunBlockedError, match="the input of r cannot be read"):
        runtime.handle("r").result(20)


@workflow(name="promises.reading")
def reading():
    return [receive(), receive(topic="other"), receive()]


def test_messages_of_a_topic_are_taken_once_in_the_order_in_which_they_were_sent(runtime):
    handle = runtime.start(reading, id="r")
    for body, topic in [("a", "messages"), ("b", "messages"), ("c", "other")]:
        runtime.send("r", body, topic=topic)

    assert handle.result(20) == ["a", "c", "b"]
    runtime.verify("r")


@pytest.mark.parametrize(("begun", "ends"), [(2, True), (3, False)])
def test_a_run_is_begun_so_many_times_and_no_more(begun, ends, tmpfs):
    with Runtime(str(tmpfs / "journal.db"), most_attempts=3, poll=0.005) as runtime:
        runtime.run(counting, 1, id="r")
        runtime.store.write(
            lambda sql: sql.run(
                "update samepath_runs set status = 'running', executor = null, outcome = null, "
                "attempts = ? where id = 'r'",
                (begun,),
            )
        )

        if ends:
            assert runtime.handle("r").result(20) == 0
        else:
            with pytest.raises(RunBlockedError, match="was begun 4 times"):
                runtime.handle("r").result(20)
