"""Queues: limits, order, rates, duplicates."""

import threading
import time

import pytest

from samepath.runtime_guard import (
    DuplicateNameError,
    Queue,
    Runtime,
    Status,
    UnknownQueueError,
    step,
    workflow,
)

ONE = Queue("queues.one", concurrency=1)
PAIR = Queue("queues.pair", per_worker=2)
SLOW = Queue("queues.slow", rate=(2, 0.4))


class Meter:
    """Counts who is in a step at the same time."""

    def __init__(self):
        self.gate = threading.Lock()
        self.inside = self.most = 0
        self.began = []

    def enter(self, what):
        with self.gate:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.began.append((what, time.monotonic()))
        time.sleep(0.01)
        with self.gate:
            self.inside -= 1


METER = [Meter()]


@step(name="queues.work")
def work(what):
    METER[0].enter(what)
    return what


@workflow(name="queues.flow")
def flow(what):
    return work(what)


@workflow(name="queues.waiting")
def waiting(event):
    hold(event)


@step(name="queues.hold")
def hold(event):
    GO_ON.wait(20)


GO_ON = threading.Event()


@pytest.fixture(autouse=True)
def _fresh():
    METER[0] = Meter()
    GO_ON.clear()
    yield
    GO_ON.set()


def test_a_limit_holds_over_all_executors(journal):
    with Runtime(journal, poll=0.01) as one, Runtime(journal, poll=0.01):
        handles = [one.start(flow, n, queue="queues.one") for n in range(8)]
        results = [handle.result(30) for handle in handles]

    assert results == list(range(8))
    assert METER[0].most == 1


def test_a_limit_per_worker_holds_in_each(journal):
    with Runtime(journal, poll=0.01) as runtime:
        handles = [runtime.start(flow, n, queue="queues.pair") for n in range(8)]
        for handle in handles:
            handle.result(30)

    assert METER[0].most == 2


def test_higher_priorities_go_first_then_older_runs(journal):
    with Runtime(journal, recover=False) as runtime:
        for n, priority in enumerate([0, 5, 0, 9]):
            runtime.start(flow, n, id=f"r{n}", queue="queues.one", priority=priority)
    with Runtime(journal, poll=0.01) as runtime:
        for n in range(4):
            runtime.handle(f"r{n}").result(30)

    assert [what for what, _ in METER[0].began] == [3, 1, 0, 2]


def test_no_more_runs_begin_within_a_window_than_the_rate_allows(journal):
    with Runtime(journal, poll=0.01) as runtime:
        for handle in [runtime.start(flow, n, queue="queues.slow") for n in range(6)]:
            handle.result(30)
        statement = "select started from samepath_runs order by started"
        began = [row[0] for row in runtime.store.read(lambda sql: sql.rows(statement))]

    # the database's clock is read once for each statement of a claim
    assert all(third - first > 0.39 for first, third in zip(began, began[2:], strict=False))


def test_a_duplicate_is_the_run_that_waits_already(journal):
    with Runtime(journal, recover=False) as runtime:
        first = runtime.start(flow, 1, queue="queues.one", dedupe="same")
        second = runtime.start(flow, 1, queue="queues.one", dedupe="same")
        other = runtime.start(flow, 1, queue="queues.one", dedupe="another")

    assert first.id == second.id != other.id


def test_a_key_is_free_again_when_its_run_ended(journal):
    with Runtime(journal, poll=0.01) as runtime:
        first = runtime.start(flow, 1, queue="queues.one", dedupe="same")
        first.result(30)
        second = runtime.start(flow, 2, queue="queues.one", dedupe="same")

        assert second.result(30) == 2
        assert first.id != second.id


def test_a_queue_that_nobody_defined_is_refused(journal):
    with Runtime(journal) as runtime, pytest.raises(UnknownQueueError, match=r"queues\.none"):
        runtime.start(flow, 1, queue="queues.none")


def test_a_queue_cannot_be_defined_twice_with_other_limits():
    Queue("queues.twice", concurrency=3)
    Queue("queues.twice", concurrency=3)

    with pytest.raises(DuplicateNameError, match="other limits"):
        Queue("queues.twice", concurrency=4)


def test_a_queued_run_can_be_cancelled_before_it_begins(journal):
    with Runtime(journal, poll=0.01) as runtime:
        first = runtime.start(waiting, 0, queue="queues.one")
        second = runtime.start(flow, "never", queue="queues.one")
        assert runtime.cancel(second.id)
        GO_ON.set()
        first.result(30)

        assert second.status() is Status.CANCELLED
    assert METER[0].began == []
