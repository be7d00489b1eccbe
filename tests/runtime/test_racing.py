"""Two and eight executors on one journal, some of which die."""

import os
import time

import pytest
from runtime.racing import Racers, flow

from samepath.runtime_guard import Runtime

RUNS = 40


@pytest.fixture
def racers(journal, tmpfs):
    os.environ["RACE_LOG"] = str(tmpfs / "effects")
    found = Racers(journal, tmpfs)
    yield found
    found.stop()


@pytest.mark.parametrize("count", [2, 8])
def test_racing_executors_share_the_work_and_do_it_once(racers, count):
    racers.start(count)
    with Runtime(racers.url, recover=False) as runtime:
        handles = [runtime.start(flow, f"r{n}", id=f"r{n}", queue="race") for n in range(RUNS)]
        results = [handle.result(60) for handle in handles]

    assert results == [3] * RUNS
    assert racers.effects() == {f"r{run} {n}": 1 for run in range(RUNS) for n in range(3)}


@pytest.mark.parametrize("count", [2, 8])
def test_what_a_dead_executor_left_is_taken_over(racers, count):
    kills = count - 1
    racers.start(count)
    with Runtime(racers.url, recover=False) as runtime:
        handles = [runtime.start(flow, f"r{n}", id=f"r{n}", queue="race") for n in range(RUNS)]
        for _ in range(kills):
            time.sleep(0.02)
            racers.kill_one()
        results = [handle.result(60) for handle in handles]
    effects = racers.effects()

    assert results == [3] * RUNS
    assert len(effects) == 3 * RUNS
    assert max(effects.values()) <= kills + 1
    assert sum(effects.values()) - 3 * RUNS <= 4 * kills  # four runs at once in each


def test_an_executor_that_was_held_up_loses_its_runs_and_records_nothing(journal, tmpfs):
    """A process that stands still for longer than its lease finds its run taken over."""
    import threading

    from samepath.runtime_guard import step, workflow

    stuck, go_on = threading.Event(), threading.Event()
    acted = []

    @step(name="held.act")
    def act(n):
        acted.append(n)
        if len(acted) == 1:
            stuck.set()
            go_on.wait(30)
        return n

    @workflow(name="held.flow")
    def held():
        return [act(1), act(2)]

    first = Runtime(journal, lease=3600)
    handle = first.start(held, id="r")
    stuck.wait(30)
    first.store.write(lambda sql: sql.run("update samepath_executors set lease_until = 0"))
    with Runtime(journal, poll=0.01) as second:
        assert second.handle("r").result(30) == [1, 2]
    go_on.set()
    assert handle.result(30) == [1, 2]
    first.close()

    assert acted == [1, 1, 2]
