"""A replay is checked: ten shapes of another path, and what becomes of the run."""

from contextlib import suppress

import pytest

from samepath.runtime_guard import (
    Divergence,
    RunBlockedError,
    Runtime,
    Status,
    receive,
    set_event,
    sleep,
    step,
    workflow,
)

REPLAYING = [False]
ACTED = []


@step(name="a")
def a(x):
    return x


@step(name="b")
def b(x):
    ACTED.append(x)
    return x


def replayed():
    return REPLAYING[0]


@workflow(name="replay.other_argument")
def other_argument():
    a(replayed())
    receive()


@workflow(name="replay.fewer_steps")
def fewer_steps():
    for n in range(2 if replayed() else 3):
        a(n)
    if not replayed():
        receive()


@workflow(name="replay.swapped_arguments")
def swapped_arguments():
    for n in (2, 1) if replayed() else (1, 2):
        a(n)
    receive()


@workflow(name="replay.swapped_names")
def swapped_names():
    for f in (b, a) if replayed() else (a, b):
        f(1)
    receive()


@workflow(name="replay.other_sleep")
def other_sleep():
    sleep(0.001 if replayed() else 0.002)
    receive()


@workflow(name="replay.set_order")
def set_order():
    for each in ("c", "a", "b") if replayed() else ("a", "b", "c"):
        a(each)
    receive()


@workflow(name="replay.other_event")
def other_event():
    set_event("k", replayed())
    receive()


@workflow(name="replay.swallowed")
def swallowed():
    try:
        (b if replayed() else a)(1)
    except BaseException:  # noqa: BLE001 - the point of the test
        return "swallowed"
    return receive()


@workflow(name="replay.goes_on")
def goes_on():
    with suppress(BaseException):
        (b if replayed() else a)(1)
    if replayed():
        b(2)
    return receive()


@workflow(name="replay.swallowed_in_finally")
def swallowed_in_finally():
    try:
        (b if replayed() else a)(1)
        receive()
    finally:
        return "from finally"  # noqa: B012 - the point of the test


@workflow(name="replay.more_steps")
def more_steps():
    for n in range(3 if replayed() else 2):
        a(n)


@workflow(name="replay.other_result")
def other_result():
    a(1)
    return replayed()


@workflow(name="replay.other_error")
def other_error():
    a(1)
    raise ValueError(replayed())


@pytest.fixture
def path(tmpfs):
    REPLAYING[0] = False
    yield str(tmpfs / "journal.db")
    REPLAYING[0] = False


def wait_for_message(runtime, id):
    import time

    waiting = "select count(*) from samepath_entries where run = ?"
    before = -1
    while True:
        now = runtime.store.read(lambda sql: sql.rows(waiting, (id,)))[0][0]
        if now and now == before:
            return
        before = now
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (other_argument, "step a(true) has other arguments than the recorded step a(false)"),
        (fewer_steps, "the body ended, but step a(2) is recorded"),
        (swapped_arguments, "step a(2) has other arguments than the recorded step a(1)"),
        (swapped_names, "step b(1) stands where step a(1) is recorded"),
        (other_sleep, "sleep"),
        (set_order, 'step a("c") has other arguments than the recorded step a("a")'),
        (other_event, "event k"),
        (swallowed, "step b(1) stands where step a(1) is recorded"),
        (swallowed_in_finally, "step b(1) stands where step a(1) is recorded"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_replay_that_leaves_its_path_is_blocked(flow, said, path):
    with Runtime(path) as runtime:
        runtime.start(flow, id="r")
        wait_for_message(runtime, "r")
    REPLAYING[0] = True

    with Runtime(path) as runtime:
        handle = runtime.handle("r")
        with pytest.raises(RunBlockedError) as caught:
            handle.result(10)
        status = handle.status()

    assert said in str(caught.value)
    assert "law 1 same values" in str(caught.value)
    assert status is Status.BLOCKED


def test_after_a_divergence_no_step_acts_even_if_it_is_swallowed(path):
    with Runtime(path) as runtime:
        runtime.start(goes_on, id="r")
        wait_for_message(runtime, "r")
    REPLAYING[0] = True
    ACTED.clear()

    with Runtime(path) as runtime, pytest.raises(RunBlockedError, match=r"step b\(1\) stands"):
        runtime.handle("r").result(10)

    assert ACTED == []


def test_the_message_names_the_line_of_the_operation(path):
    with Runtime(path) as runtime:
        runtime.start(swapped_names, id="r")
        wait_for_message(runtime, "r")
    REPLAYING[0] = True

    with Runtime(path) as runtime, pytest.raises(RunBlockedError) as caught:
        runtime.handle("r").result(10)

    line = swapped_names.function.__code__.co_firstlineno + 3
    assert f"test_replay.py:{line} in swapped_names" in str(caught.value)


@pytest.mark.parametrize("flow", [more_steps, other_result], ids=lambda flow: flow.name)
def test_what_a_crash_tail_could_explain_is_found_by_verifying(flow, path):
    with Runtime(path) as runtime:
        runtime.run(flow, id="r")
        runtime.verify("r")
        REPLAYING[0] = True

        with pytest.raises(Divergence):
            runtime.verify("r")


def test_verifying_compares_the_error_of_a_failed_run(path):
    with Runtime(path) as runtime:
        with pytest.raises(ValueError, match="False"):
            runtime.run(other_error, id="r")
        runtime.verify("r")
        REPLAYING[0] = True

        with pytest.raises(Divergence, match="left its path at the end"):
            runtime.verify("r")


def test_a_blocked_run_goes_on_when_the_code_is_right_again(path):
    with Runtime(path) as runtime:
        runtime.start(swapped_names, id="r")
        wait_for_message(runtime, "r")
    REPLAYING[0] = True
    with Runtime(path) as runtime, pytest.raises(RunBlockedError):
        runtime.handle("r").result(10)
    REPLAYING[0] = False

    with Runtime(path) as runtime:
        runtime.resume("r")
        runtime.send("r", "go on")

        assert runtime.handle("r").result(10) is None


def test_nothing_new_happens_before_a_divergence_is_noticed(path):
    acted = []

    @step(name="act")
    def act(x):
        acted.append(x)

    @workflow(name="replay.careful")
    def careful():
        a(1)
        a(2)
        if replayed():
            act("new")
        receive()

    with Runtime(path) as runtime:
        runtime.start(careful, id="r")
        wait_for_message(runtime, "r")
        runtime.send("r", 1)
        runtime.handle("r").result(10)
        runtime.fork("r", before=4, new="f")
        REPLAYING[0] = True
        with pytest.raises(RunBlockedError):
            runtime.handle("f").result(10)

    assert acted == []
