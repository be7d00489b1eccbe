"""Group commit: who writes at the same time shares a commit, and one bad write fails alone."""

import asyncio
import threading

import pytest
from runtime.patience import wait_until

from samepath.runtime_guard import (
    JournalError,
    RunCancelledError,
    Runtime,
    Status,
    step,
    transaction,
    workflow,
)
from samepath.runtime_guard.journal.record import begin
from samepath.runtime_guard.journal.store import Change

WRITERS = 8


@step(name="groups.act")
def act(n):
    return n


@workflow(name="groups.flow")
def flow(n):
    return sum(act(i) for i in range(n))


class Jam:
    """Holds up the first commit until the others have queued behind it."""

    def __init__(self, store):
        self.committer = store._committer
        self.commit = self.committer._commit
        self.committer._commit = self.held_up
        self.go_on = threading.Event()
        self.before = self.committer.commits

    def held_up(self, group):
        self.go_on.wait(20)
        self.commit(group)

    def let_go(self, waiting):
        """Let the commits go on when so many writes wait."""
        wait_until(lambda: len(self.committer._queue) >= waiting)
        self.go_on.set()

    @property
    def commits(self):
        return self.committer.commits - self.before


@pytest.fixture
def runtime(journal):
    with Runtime(journal, recover=False, poll=3600) as found:
        yield found


def side_by_side(*calls):
    """Make calls on a thread each; return the threads, and where their ends will be."""
    ends = [None] * len(calls)

    def make(index, call):
        try:
            ends[index] = call()
        except JournalError as error:
            ends[index] = error

    threads = [threading.Thread(target=make, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    return threads, ends


def test_runs_at_the_same_time_share_commits(runtime):
    runtime.run(flow, 1)
    jam = Jam(runtime.store)
    threads, ends = side_by_side(*[lambda: runtime.run(flow, 1)] * WRITERS)
    jam.let_go(WRITERS - 1)
    for thread in threads:
        thread.join(20)

    assert ends == [0] * WRITERS
    assert jam.commits <= 2 + 2 * WRITERS  # the begins took two


def test_what_queues_behind_a_commit_is_one_commit(runtime):
    runs = [runtime.row(flow, (n,), {}) for n in range(WRITERS)]
    jam = Jam(runtime.store)
    threads, ends = side_by_side(*[lambda run=run: runtime.store.write(begin(run)) for run in runs])
    jam.let_go(WRITERS - 1)
    for thread in threads:
        thread.join(20)

    assert ends == [1] * WRITERS
    assert jam.commits == 2
    assert {runtime.handle(run.id).status() for run in runs} == {Status.RUNNING}


def test_one_bad_write_of_a_group_fails_alone(runtime):
    runs = [runtime.row(flow, (n,), {}) for n in range(WRITERS)]
    works = [begin(run) for run in runs]
    works[3] = Change("insert into no_such_table values (?)", (1,))
    jam = Jam(runtime.store)
    threads, ends = side_by_side(*[lambda work=work: runtime.store.write(work) for work in works])
    jam.let_go(WRITERS - 1)
    for thread in threads:
        thread.join(20)

    assert isinstance(ends.pop(3), JournalError)
    assert ends == [1] * (WRITERS - 1)


def test_a_bad_write_of_an_asynchronous_run_fails_alone(runtime):
    runs = [runtime.row(flow, (n,), {}) for n in range(WRITERS)]
    works = [begin(run) for run in runs]
    works[3] = Change("insert into no_such_table values (?)", (1,))
    settled = []
    done = threading.Semaphore(0)
    jam = Jam(runtime.store)

    def settle(ticket):
        settled.append((ticket.result, ticket.error))
        done.release()

    for work in works:
        runtime.store.submit(work, settle)
    jam.let_go(WRITERS - 1)
    for _ in works:
        assert done.acquire(timeout=20)

    assert sum(result == 1 for result, _ in settled) == WRITERS - 1
    assert [type(error) for _, error in settled if error] == [JournalError]


@step(name="groups.act_async")
async def act_async(n):
    return n


@workflow(name="groups.flow_async")
async def flow_async(n):
    return sum(await asyncio.gather(*(act_async(i) for i in range(n))))


def test_asynchronous_steps_side_by_side_share_commits(runtime):
    before = runtime.store._committer.commits

    assert runtime.run(flow_async, 20) == 190
    assert runtime.store._committer.commits - before < 2 + 20


ENTERED, GO_ON = threading.Event(), threading.Event()


@transaction(name="groups.note")
def note(db):
    db.execute("insert into notes values (1)")
    ENTERED.set()
    GO_ON.wait(20)


@workflow(name="groups.noting")
def noting():
    note()


def test_a_cancelled_transaction_step_leaves_nothing_and_holds_nobody_up(postgres):
    with Runtime(postgres) as runtime:
        runtime.store.write(lambda sql: sql.run("create table notes (n integer)"))
        handle = runtime.start(noting, id="r")
        assert ENTERED.wait(20)
        assert runtime.cancel("r")
        assert runtime.run(flow, 2) == 1
        GO_ON.set()

        with pytest.raises(RunCancelledError):
            handle.result(20)
    with Runtime(postgres) as runtime:
        assert runtime.store.read(lambda sql: sql.rows("select n from notes")) == []
