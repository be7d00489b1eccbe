"""Steps and workflows: what is recorded, retried, copied, refused."""

import asyncio
import datetime as dt
import enum
import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest
from runtime.world import TurnedClock

from samepath import runtime_guard as rt
from samepath.runtime_guard import Runtime, Status, recordable, sleep, step, workflow
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.journal.sqlite import SqliteStore

CALLS: list[object] = []


@pytest.fixture
def runtime(tmpfs):
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), durable=False, poll=0.005) as found:
        yield found


def commits(runtime, call):
    """Return how many transactions a call writes."""
    before = runtime.store._committer.commits
    call()
    return runtime.store._committer.commits - before


@step(name="steps.note")
def note(x=0):
    CALLS.append(x)
    return x


@workflow(name="steps.flow")
def flow(n):
    return [note(i) for i in range(n)]


@pytest.mark.parametrize("n", [0, 1, 5])
def test_n_steps_take_two_and_n_commits(runtime, n):
    assert commits(runtime, lambda: runtime.run(flow, n)) == 2 + n


@step(name="steps.once", once=True)
def once(x):
    CALLS.append(x)
    return x


@workflow(name="steps.careful")
def careful():
    return once(1)


def test_a_step_at_most_once_takes_one_commit_more(runtime):
    assert commits(runtime, lambda: runtime.run(careful)) == 4


def test_the_same_id_is_the_same_run(runtime):
    first = runtime.run(flow, 2, id="r")
    second = runtime.run(flow, 2, id="r")

    assert first == second == [0, 1]
    assert CALLS == [0, 1]


def test_an_id_cannot_be_used_for_something_else(runtime):
    runtime.run(flow, 2, id="r")

    with pytest.raises(rt.IdReusedError, match="with other arguments"):
        runtime.run(flow, 3, id="r")
    with pytest.raises(rt.IdReusedError, match=r"not of steps\.careful"):
        runtime.run(careful, id="r")


@pytest.mark.parametrize("bad", ["", "a\nb", "x" * 513, "\ud800", 7, "nul\0"])
def test_ids_that_some_database_cannot_store_are_refused(runtime, bad):
    with pytest.raises(rt.InvalidNameError, match="cannot be the id of a run"):
        runtime.run(flow, 1, id=bad)


@pytest.mark.parametrize("text", ["'; drop table samepath_runs; --", 'a"b', "%s", "?", "ü☃"])
def test_ids_and_arguments_are_never_part_of_the_sql(runtime, text):
    @workflow(name="steps.echo")
    def echo(x):
        return note(x)

    assert runtime.run(echo, text, id=text) == text
    assert runtime.handle(text).status() is Status.SUCCEEDED


def test_two_workflows_cannot_have_one_name():
    @workflow(name="steps.twice")
    def first(): ...

    with pytest.raises(rt.DuplicateNameError, match=r"two workflows are called steps\.twice"):

        @workflow(name="steps.twice")
        def second(): ...


def test_a_workflow_called_outside_a_run_says_what_to_do():
    with pytest.raises(rt.MisplacedError, match=r"use runtime\.start\(flow"):
        flow(1)


def test_an_operation_in_a_step_or_outside_is_refused(runtime):
    @step(name="steps.sleeping")
    def sleeping():
        sleep(1)

    @workflow(name="steps.misplaced")
    def misplaced():
        sleeping()

    with pytest.raises(rt.MisplacedError, match="called inside a step"):
        runtime.run(misplaced)
    with pytest.raises(rt.MisplacedError, match="outside a running workflow"):
        sleep(1)


def test_starting_a_run_in_a_workflow_is_refused(runtime):
    @workflow(name="steps.starting")
    def starting():
        runtime.start(flow, 1)

    with pytest.raises(rt.MisplacedError, match="not recorded"):
        runtime.run(starting)


def test_a_step_in_a_step_is_a_plain_call(runtime):
    @step(name="steps.outer")
    def outer():
        return note(7)

    @workflow(name="steps.nested")
    def nested():
        return outer()

    assert commits(runtime, lambda: runtime.run(nested)) == 3


def test_an_async_step_in_a_sync_workflow_is_refused(runtime):
    @step(name="steps.async")
    async def later(): ...

    @workflow(name="steps.sync")
    def sync():
        later()

    with pytest.raises(rt.MisplacedError, match=r"steps\.async is async"):
        runtime.run(sync)


# -- retries, errors, timeouts ----------------------------------------------------------------


class CardDeclinedError(Exception):
    def __init__(self, code, *, until):
        super().__init__(code)
        self.until = until


@step(name="steps.decline")
def decline():
    error = CardDeclinedError(51, until="Monday")
    error.add_note("try another card")
    raise error


@workflow(name="steps.declined")
def declined():
    try:
        decline()
    except CardDeclinedError as error:
        return [error.args, error.until, error.__notes__]


def test_an_error_keeps_its_class_arguments_and_attributes(runtime):
    first = runtime.run(declined, id="r")
    runtime.verify("r")

    assert first == [(51,), "Monday", ["try another card"]]


def test_retries_end_with_the_last_error(runtime):
    @step(name="steps.always", retries=2, pause=0)
    def always():
        CALLS.append(1)
        raise ConnectionError(len(CALLS))

    @workflow(name="steps.retrying")
    def retrying():
        always()

    with pytest.raises(ConnectionError) as caught:
        runtime.run(retrying)

    assert caught.value.args == (3,)
    assert len(CALLS) == 3


@pytest.mark.parametrize(
    "options", [{"retry_on": (OSError,)}, {"never_retry": (LookupError,)}], ids=str
)
def test_some_errors_are_not_retried(runtime, options):
    @step(name="steps.picky", retries=5, pause=0, **options)
    def picky():
        CALLS.append(1)
        raise KeyError("gone")

    @workflow(name="steps.picking")
    def picking():
        picky()

    with pytest.raises(KeyError):
        runtime.run(picking)

    assert len(CALLS) == 1


def test_pauses_between_retries_grow_to_a_limit():
    options = rt.step(retries=9, pause=1, backoff=3, longest=20, jitter=0)(len_of).options

    assert [options.delay(n) for n in (1, 2, 3, 4)] == [1, 3, 9, 20]


def len_of(x):
    return len(x)


def test_jitter_only_shortens_a_pause():
    options = rt.step(retries=1, pause=8, jitter=0.5)(len_of).options

    assert all(4 <= options.delay(1) <= 8 for _ in range(200))


@pytest.mark.parametrize("options", [{"retries": -1}, {"jitter": 2}, {"once": True, "retries": 1}])
def test_options_that_make_no_sense_are_refused(options):
    with pytest.raises(ValueError, match=r"start at 0|cannot be retried"):
        rt.step(**options)(len_of)


@pytest.mark.parametrize("colour", ["sync", "async"])
def test_a_step_that_takes_too_long_fails(runtime, colour):
    if colour == "sync":

        @step(name="steps.slow", timeout=0.02)
        def slow():
            threading.Event().wait(2)

        @workflow(name="steps.hurried")
        def hurried():
            try:
                slow()
            except rt.StepTimeoutError as error:
                return str(error)

    else:

        @step(name="steps.slow", timeout=0.02)
        async def slow():
            await asyncio.sleep(2)

        @workflow(name="steps.hurried_async")
        async def hurried():
            try:
                await slow()
            except rt.StepTimeoutError as error:
                return str(error)

    assert runtime.run(hurried) == "the step took longer than 0.02 s"


def test_a_result_that_cannot_be_recorded_fails_the_step_once(runtime):
    @step(name="steps.opaque", retries=3, pause=0)
    def opaque():
        CALLS.append(1)
        return object()

    @workflow(name="steps.opaquely")
    def opaquely():
        opaque()

    with pytest.raises(rt.UnrecordableError, match="register the type with @recordable"):
        runtime.run(opaquely, id="r")

    assert len(CALLS) == 1
    assert runtime.handle("r").status() is Status.FAILED


def test_keywords_and_positions_are_the_same_arguments(runtime):
    @step(name="steps.pair")
    def pair(a, b):
        return a - b

    way = ["positional"]

    @workflow(name="steps.either")
    def either():
        first = pair(3, 2) if way == ["positional"] else pair(a=3, b=2)
        return [first, pair(b=1, a=9)]

    assert runtime.run(either, id="r") == [1, 8]
    way[:] = ["keyword"]
    runtime.verify("r")


def test_the_idempotency_key_survives_attempts(runtime):
    @step(name="steps.keyed", retries=1, pause=0)
    def keyed():
        CALLS.append(rt.current_step())
        if len(CALLS) == 1:
            raise OSError
        return 1

    @workflow(name="steps.keying")
    def keying():
        return keyed()

    runtime.run(keying, id="r")

    assert [info.key for info in CALLS] == ["r/1", "r/1"]
    assert [info.attempt for info in CALLS] == [1, 2]


# -- values -------------------------------------------------------------------------------------


@recordable
@dataclass
class Order:
    id: int
    price: Decimal


@recordable
class Colour(enum.Enum):
    RED = 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        2**80,
        -0.0,
        float("inf"),
        "\ud800\0",
        [1, (2, [3])],
        {1: 2, "$": 3},
        {"b", "a"},
        frozenset({1}),
        b"\0\xff",
        dt.datetime(2026, 3, 29, 2, 30, fold=1),  # noqa: DTZ001 - a local time is one too
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        dt.timedelta(days=-1, microseconds=1),
        Decimal("1.50"),
        UUID(int=5),
        Order(1, Decimal(2)),
        Colour.RED,
        range(3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_come_back_as_they_went(value):
    codec = Codec()
    found = codec.decode(codec.encode(value))

    assert found == value
    assert type(found) is type(value)


def test_pickles_are_read_only_if_asked_for_by_name():
    class Bomb:
        def __reduce__(self):
            return (CALLS.append, ("boom",))

    CALLS.clear()
    text = Codec(pickle=True).encode(Bomb())

    with pytest.raises(rt.UnreadableError, match="tag 'pickle', which no code"):
        Codec().decode(text)
    assert CALLS == []


@pytest.mark.parametrize("damage", ["{", '{"$":"unknown","v":1}', '{"$":"datetime","v":"x"}', ""])
def test_a_damaged_entry_blocks_its_run_and_no_other(runtime, damage):
    runtime.run(flow, 2, id="bad")
    runtime.run(flow, 2, id="good")
    runtime.store.write(
        lambda sql: sql.run(
            "update samepath_entries set value = ? where run = 'bad' and position = '1'", (damage,)
        )
    )
    copies = runtime.fork(["bad", "good"], before=2)

    with pytest.raises(
        rt.RunBlockedError, match=r"entry of step steps\.note at 1 .* cannot be read"
    ):
        runtime.handle(copies[0]).result(10)
    assert runtime.handle(copies[1]).result(10) == [0, 1]


def test_a_step_cannot_change_what_it_was_given(runtime):
    @step(name="steps.greedy")
    def greedy(things):
        things.clear()

    @workflow(name="steps.sharing")
    def sharing():
        things = [1]
        greedy(things)
        return things

    assert runtime.run(sharing) == [1]


def test_the_first_run_sees_the_copy_that_a_replay_sees(runtime):
    shared = {"n": 1}

    @step(name="steps.lend")
    def lend():
        return shared

    @workflow(name="steps.borrowing")
    def borrowing():
        mine = lend()
        mine["n"] += 1
        return [mine["n"], lend()["n"]]

    assert runtime.run(borrowing) == [2, 1]


# -- time ----------------------------------------------------------------------------------------


@workflow(name="steps.long_sleep")
def long_sleep():
    sleep(days=3)
    return note("woke")


def entered(runtime, run):
    while not runtime.store.read(
        lambda sql: sql.rows("select 1 from samepath_entries where run = ?", (run,))
    ):
        time.sleep(0.001)


def test_a_jump_of_the_wall_clock_does_not_shorten_a_sleep(tmpfs):
    clock = TurnedClock()
    CALLS.clear()
    with Runtime(str(tmpfs / "journal.db"), clock=clock) as runtime:
        handle = runtime.start(long_sleep, id="r")
        entered(runtime, "r")
        clock.wall += 86400 * 30
        runtime.executor.signals.send_all()
        with pytest.raises(rt.ResultTimeoutError):
            handle.result(0)
        clock.steady += 86400 * 3 + 1
        runtime.executor.signals.send_all()

        assert handle.result() == "woke"


def test_a_sleep_ends_at_its_recorded_moment_after_a_restart(tmpfs):
    clock = TurnedClock()
    path = str(tmpfs / "journal.db")
    with Runtime(path, clock=clock) as runtime:
        runtime.start(long_sleep, id="r")
        entered(runtime, "r")
    clock.wall += 86400 * 3 + 1
    clock.steady = 5.0  # another boot

    with Runtime(path, clock=clock) as runtime:
        assert runtime.handle("r").result() == "woke"


def test_a_clock_turned_back_never_prolongs_a_sleep(tmpfs):
    clock = TurnedClock()
    path = str(tmpfs / "journal.db")
    with Runtime(path, clock=clock) as runtime:
        runtime.start(long_sleep, id="r")
        entered(runtime, "r")
    clock.wall -= 86400 * 365

    with Runtime(path, clock=clock) as runtime:
        handle = runtime.handle("r")
        time.sleep(0.05)
        clock.steady += 86400 * 3 + 1
        runtime.executor.signals.send_all()

        assert handle.result() == "woke"


def test_a_deadline_cancels_a_run_and_its_children(runtime):
    @workflow(name="steps.overdue")
    def overdue():
        return long_sleep()

    handle = runtime.start(overdue, id="r", deadline=0.05)

    with pytest.raises(rt.RunCancelledError, match="deadline passed"):
        handle.result(10)
    assert runtime.handle("r/1").status() is Status.CANCELLED


def test_a_cancelled_run_lets_one_more_step_run_at_most(runtime):
    begun, go_on = threading.Event(), threading.Event()

    @step(name="steps.first")
    def first():
        begun.set()
        go_on.wait(10)
        CALLS.append("first")

    @workflow(name="steps.cancelled")
    def cancelled():
        first()
        note("second")

    handle = runtime.start(cancelled, id="r")
    begun.wait(10)
    runtime.cancel("r")
    go_on.set()
    with pytest.raises(rt.RunCancelledError):
        handle.result(10)
    runtime.close()

    assert CALLS == ["first"]


# -- processes ---------------------------------------------------------------------------------


def test_two_runtimes_share_one_file(tmpfs):
    path = str(tmpfs / "journal.db")
    with Runtime(path, poll=0.005) as one, Runtime(path, poll=0.005) as other:
        handle = one.start(careful, id="r")

        assert other.handle("r").result(10) == handle.result(10) == 1


def test_a_second_process_leaves_living_runs_alone(tmpfs):
    """What another executor runs is not run again, however often others start beside it."""
    go_on = threading.Event()
    CALLS.clear()

    @step(name="steps.living")
    def living():
        CALLS.append(1)
        go_on.wait(10)

    @workflow(name="steps.lives")
    def lives():
        living()

    path = str(tmpfs / "journal.db")
    with Runtime(path) as first:
        handle = first.start(lives)
        for _ in range(3):
            with Runtime(path, poll=0.005):
                time.sleep(0.05)
        go_on.set()
        handle.result(10)

    assert CALLS == [1]


def test_an_executor_that_crashes_on_a_run_again_and_again_gives_up(tmpfs):
    path = str(tmpfs / "journal.db")
    with Runtime(path, recover=False) as runtime:
        runtime.run(flow, 1, id="r")
        runtime.store.write(
            lambda sql: sql.run(
                "update samepath_runs set status = 'running', outcome = null, attempts = 100"
            )
        )
    with (
        Runtime(path) as runtime,
        pytest.raises(rt.RunBlockedError, match="begun 101 times and never ended"),
    ):
        runtime.handle("r").result(10)


def test_old_sqlite_is_refused(tmpfs, monkeypatch):
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))

    with pytest.raises(rt.JournalError, match="too old"):
        SqliteStore(str(tmpfs / "journal.db"))


# -- decisions ---------------------------------------------------------------------------------


@workflow(name="steps.two_once")
def two_once():
    return rt.gather(lambda: once("a"), lambda: once("b"))


def blocked_in_two_steps(runtime):
    """Leave a run as a crash does that hit two steps which run at most once."""
    runtime.run(two_once, id="r")

    def crash(sql):
        sql.run("update samepath_entries set state = 2, value = 'null' where kind = 'step'")
        sql.run("delete from samepath_entries where kind = 'gather'")
        sql.run("update samepath_runs set status = 'running', outcome = null, attempts = 1")

    runtime.store.write(crash)
    with pytest.raises(rt.RunBlockedError, match="find out whether it took effect"):
        runtime.handle("r").result(20)


def test_each_of_several_steps_at_most_once_is_decided_about(runtime):
    blocked_in_two_steps(runtime)
    CALLS.clear()
    with pytest.raises(rt.SamepathError, match=r"decisions about 1\.0\.1, 1\.1\.1: say which"):
        runtime.decide("r", result="x")
    runtime.decide("r", result="decided", position="1.0.1")
    with pytest.raises(rt.RunBlockedError):
        runtime.handle("r").result(20)
    runtime.decide("r", again=True)

    assert runtime.handle("r").result(20) == ["decided", "b"]
    assert CALLS == ["b"]


def test_a_decision_may_be_an_error(runtime):
    runtime.run(careful, id="r")
    runtime.store.write(
        lambda sql: sql.run("update samepath_entries set state = 2, value = 'null'")
    )
    runtime.store.write(
        lambda sql: sql.run("update samepath_runs set status = 'running', outcome = null")
    )
    with pytest.raises(rt.RunBlockedError):
        runtime.handle("r").result(20)
    runtime.decide("r", error=KeyError("lost in the mail"))

    with pytest.raises(KeyError, match="lost in the mail"):
        runtime.handle("r").result(20)


def test_only_a_blocked_run_waits_for_a_decision(runtime):
    runtime.run(careful, id="r")

    with pytest.raises(rt.SamepathError, match="waits for no decision"):
        runtime.decide("r", result=1)
    with pytest.raises(rt.UnknownRunError):
        runtime.decide("nobody", result=1)


# -- event loops -------------------------------------------------------------------------------


@workflow(name="steps.async_flow")
async def async_flow(n):
    await sleep(0.001)
    return n


def test_runs_are_awaited_on_an_event_loop(runtime):
    async def main():
        first, second = runtime.start(async_flow, 1), runtime.start(flow, 2)
        with pytest.raises(rt.MisplacedError, match="await the run instead"):
            first.result()
        return await first, await second

    assert asyncio.run(main()) == (1, [0, 1])


def test_a_step_that_outlives_the_closing_runtime_is_not_begun_anew_beside_it(tmpfs):
    path = str(tmpfs / "journal.db")
    begun, go_on = threading.Event(), threading.Event()
    CALLS.clear()

    @step(name="steps.stubborn")
    def stubborn():
        CALLS.append(1)
        begun.set()
        go_on.wait(20)

    @workflow(name="steps.stubbornly")
    def stubbornly():
        stubborn()

    runtime = Runtime(path)
    runtime.start(stubbornly, id="r")
    begun.wait(20)
    runtime.close(grace=0.05)
    with Runtime(path, poll=0.005) as other:
        time.sleep(0.1)
        assert other.handle("r").status() is Status.RUNNING
    go_on.set()

    assert CALLS == [1]
