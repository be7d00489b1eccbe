"""PostgreSQL restarts, dies and drops connections; runs go on."""

import shutil
import threading
import time

import psycopg
import pytest
from runtime.cluster import Cluster, binaries, new_folder

from samepath.runtime_guard import (
    JournalError,
    RunInterruptedError,
    Runtime,
    step,
    transaction,
    workflow,
)
from samepath.runtime_guard.journal.postgres import PostgresStore


@pytest.fixture
def own_cluster():
    """Give a cluster that a test may kill."""
    if binaries() is None:
        pytest.skip("PostgreSQL's programs are not installed")
    folder = new_folder()
    server = Cluster(folder)
    server.start()
    yield server
    server.stop("immediate")
    shutil.rmtree(folder)


@step(name="pg.act")
def act(run, n):
    EFFECTS.append((run, n))
    time.sleep(0.005)
    return n


@transaction(name="pg.note")
def note(db, run, n):
    db.execute("insert into notes values (%s, %s)", (run, n))
    return n


@workflow(name="pg.flow")
def flow(run):
    return [(act(run, n), note(run, n)) for n in range(6)]


EFFECTS: list[tuple[str, int]] = []


def load(runtime, stop, results):
    """Start runs one after the other until told to stop."""
    while not stop.is_set():
        run = f"{threading.get_ident()}-{len(results)}"
        results[run] = runtime.run(flow, run, id=run)


def under_load(url, disturb):
    """Disturb the server while runs are made; return what they returned."""
    EFFECTS.clear()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table notes (run text, n integer)")
    stop = threading.Event()
    results: list[dict[str, object]] = [{}, {}, {}]
    with Runtime(url, lease=60) as runtime:
        threads = [threading.Thread(target=load, args=(runtime, stop, each)) for each in results]
        for thread in threads:
            thread.start()
        try:
            disturb()
        finally:
            stop.set()
            for thread in threads:
                thread.join(60)
    return {run: result for each in results for run, result in each.items()}


def judge(url, results, disturbances):
    expected = [(n, n) for n in range(6)]
    with psycopg.connect(url) as connection:
        notes = connection.execute("select run, n from notes").fetchall()

    assert len(results) >= 3
    assert all(result == expected for result in results.values())
    assert sorted(notes) == sorted((run, n) for run in results for n in range(6))
    assert all(EFFECTS.count(effect) <= disturbances + 1 for effect in EFFECTS)


def test_restarts_of_the_server_interrupt_nothing(own_cluster):
    def restart():
        for how in ("fast", "immediate", "immediate"):
            time.sleep(0.3)
            own_cluster.stop(how)
            own_cluster.start()
        time.sleep(0.3)

    results = under_load(own_cluster.url, restart)

    judge(own_cluster.url, results, 3)


def test_dropped_connections_interrupt_nothing(own_cluster):
    def drop():
        with psycopg.connect(own_cluster.url, autocommit=True) as connection:
            for _ in range(20):
                time.sleep(0.05)
                connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where pid <> pg_backend_pid() and backend_type = 'client backend'"
                )

    results = under_load(own_cluster.url, drop)

    judge(own_cluster.url, results, 20)


def test_a_server_that_is_not_there_is_named(own_cluster):
    own_cluster.stop()
    with pytest.raises(JournalError, match="cannot be reached"):
        PostgresStore(own_cluster.url, patience=0.5)
    own_cluster.start()


HELD = threading.Event()


@step(name="pg.held")
def held(run):
    HELD.wait(20)
    return run


@workflow(name="pg.holding")
def holding(run):
    return held(run)


def test_runs_stop_when_the_server_stays_away_and_go_on_when_it_is_back(own_cluster):
    HELD.clear()
    store = PostgresStore(own_cluster.url, patience=0.3)
    with Runtime(store=store, poll=0.01) as runtime:
        handles = [runtime.start(holding, n, id=f"r{n}") for n in range(4)]
        own_cluster.stop("immediate")
        HELD.set()
        for handle in handles:
            with pytest.raises(RunInterruptedError, match="stops here: the journal cannot be"):
                handle.result(20)
        own_cluster.start()

        assert [runtime.handle(f"r{n}").result(30) for n in range(4)] == [0, 1, 2, 3]
