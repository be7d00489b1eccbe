"""The situations of the AWS durable execution conformance suite, as programs of our own.

The numbers are those of its situations; `docs/runtime-conformance.md` says which hold, which are
reached in another way and which have no counterpart here.
"""

import re
from pathlib import Path

import pytest
from runtime.crashes import kill_everywhere
from runtime.programs import Program, act, effect

from samepath import runtime_guard as rt
from samepath.runtime_guard import gather, receive, sleep, start_child, step, workflow

SITUATIONS: dict[str, object] = {}
TABLE = Path(__file__).parents[2] / "docs" / "runtime-conformance.md"


def situation(*numbers):
    """Say which situations a script plays; it returns what the outside sees."""

    def note(script):
        for number in numbers:
            assert number not in SITUATIONS, number
            SITUATIONS[number] = script
        return script

    return note


def flow(function):
    return workflow(name=f"conformance.{function.__name__}")(function)


def failure(runtime, started, *arguments):
    """Return how a run fails."""
    try:
        return runtime.run(started, *arguments, id="p")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the outside sees
        return f"{type(error).__name__}: {error}"


# -- steps ---------------------------------------------------------------------------------------


@flow
def one_named_step(name):
    return act(f"hello {name}")


@situation("1-1", "1-2")
def a_step(runtime):
    return runtime.run(one_named_step, "world", id="p")


@flow
def dependent():
    return act(f"{act('first')} second")


@situation("1-3", "5-11", "5-12")
def steps_that_depend(runtime):
    return runtime.run(dependent, id="p")


@flow
def complex_result():
    return act({"a": [1, {"b": None}], "when": (1, 2)})


@situation("1-4", "5-3")
def a_complex_result(runtime):
    return runtime.run(complex_result, id="p")


@flow
def null_result():
    return [act(None), act("after")]


@situation("1-5", "3-16", "5-4")
def a_null_result(runtime):
    return runtime.run(null_result, id="p")


@flow
def step_and_wait():
    first = act("before")
    sleep(0.001)
    return [first, act("after")]


@situation("1-8", "1-9", "2-1", "2-2", "3-9", "3-10", "3-13", "5-9", "7-10")
def a_step_a_wait_and_a_replay(runtime):
    return runtime.run(step_and_wait, id="p")


@step(name="conformance.break")
def broken(what):
    effect(what)
    raise ValueError(what)


@flow
def rethrown():
    try:
        broken("once")
    except ValueError as error:
        caught = str(error)
    sleep(0.001)
    return act(f"caught {caught}")


@situation("1-10", "1-20", "3-5", "4-13", "5-10", "7-6")
def a_failed_step_fails_again_on_replay(runtime):
    return runtime.run(rethrown, id="p")


@step(name="conformance.attempts", retries=3, pause=0)
def succeed_third():
    effect("attempt")
    if rt.current_step().attempt < 3:
        raise ConnectionError
    return 3


@flow
def retrying():
    return succeed_third()


@situation("1-11", "1-13", "3-7", "1-14")
def a_step_that_succeeds_at_last(runtime):
    return runtime.run(retrying, id="p")


@step(name="conformance.never", retries=2, pause=0)
def never():
    effect("attempt")
    raise ConnectionError("still down")


@flow
def giving_up():
    never()


@situation("1-12", "3-8", "7-7")
def retries_that_run_out(runtime):
    return failure(runtime, giving_up)


@step(name="conformance.only", retries=2, pause=0, retry_on=(ConnectionError,))
def only(what):
    effect(what)
    if what == "other":
        raise LookupError(what)
    if rt.current_step().attempt == 1:
        raise ConnectionError(what)
    return what


@flow
def retrying_some():
    got = only("network")
    try:
        only("other")
    except LookupError as error:
        return [got, str(error)]


@situation("1-15", "1-16")
def some_errors_are_retried(runtime):
    return runtime.run(retrying_some, id="p")


@flow
def failing_step():
    broken("for good")


@situation("1-19", "3-4", "3-15", "4-6", "5-5", "6-7", "8-7", "9-6")
def a_failure_nobody_catches(runtime):
    return failure(runtime, failing_step)


# -- waits ---------------------------------------------------------------------------------------


@flow
def several_waits():
    sleep(0.001)
    act("between")
    sleep(seconds=0, minutes=0.00001)
    sleep(hours=0.0000001, days=0.000000001)
    return act("after")


@situation("2-3", "2-4")
def several_sleeps(runtime):
    return runtime.run(several_waits, id="p")


# -- children ------------------------------------------------------------------------------------


@flow
def inner(what):
    first = act(f"{what} 1")
    sleep(0.001)
    return [first, act(f"{what} 2")]


@flow
def outer():
    got = inner("inner")
    sleep(0.001)
    return [got, act("outer")]


@situation("3-1", "3-2", "3-3", "3-12", "3-18", "5-1", "5-2")
def a_child(runtime):
    return runtime.run(outer, id="p")


@flow
def outermost():
    return [outer(), inner("again")]


@situation("3-6", "5-13", "5-14", "7-8")
def children_of_children(runtime):
    return runtime.run(outermost, id="p")


@flow
def failing_child():
    broken("in the child")


@flow
def parent_that_catches():
    try:
        failing_child()
    except ValueError as error:
        return act(f"the child said {error}")


@situation("5-6", "6-8")
def a_child_that_fails_is_caught(runtime):
    return runtime.run(parent_that_catches, id="p")


@flow
def large():
    return len(act("x" * 300_000))


@situation("3-11", "5-7")
def a_large_payload(runtime):
    return runtime.run(large, id="p")


# -- messages from outside (callbacks) -----------------------------------------------------------


@flow
def awaiting():
    return act(["answered", receive(topic="answer")])


@situation("4-1", "4-2", "7-1", "7-2", "7-3", "4-15", "7-11")
def an_answer_from_outside(runtime):
    handle = runtime.start(awaiting, id="p")
    runtime.send("p", {"approved": True}, topic="answer", id="m")
    return handle.result(20)


@flow
def awaiting_in_vain():
    return receive(topic="answer", timeout=0.002)


@situation("4-3", "7-5")
def no_answer_in_time(runtime):
    return failure(runtime, awaiting_in_vain)


@flow
def awaiting_with_a_plan():
    act("asked")
    try:
        receive(topic="answer", timeout=0.002)
    except rt.ReceiveTimeoutError:
        sleep(0.001)
        return act("went on without")


@situation("4-8", "4-11", "4-14", "7-14")
def no_answer_and_a_plan(runtime):
    return runtime.run(awaiting_with_a_plan, id="p")


@flow
def awaiting_later():
    act("asked")
    sleep(0.003)
    return act(receive(topic="answer"))


@situation("4-9", "4-12", "4-10")
def an_answer_during_a_wait(runtime):
    handle = runtime.start(awaiting_later, id="p")
    runtime.send("p", "early", topic="answer", id="m")
    return handle.result(20)


@flow
def awaiting_both():
    second = receive(topic="b")
    return act([receive(topic="a"), second])


@situation("4-17", "4-18", "4-19", "7-9")
def two_answers(runtime):
    handle = runtime.start(awaiting_both, id="p")
    runtime.send("p", 1, topic="a", id="ma")
    runtime.send("p", 2, topic="b", id="mb")
    return handle.result(20)


@situation("7-15")
def an_empty_answer(runtime):
    handle = runtime.start(awaiting, id="p")
    runtime.send("p", None, topic="answer", id="m")
    return handle.result(20)


# -- conditions: a loop of steps and sleeps --------------------------------------------------------


@flow
def until(start, enough):
    state = {"n": start}
    while (state := act({"n": state["n"] + 1}))["n"] < enough:
        sleep(0.001)
    return act(f"reached {state['n']}")


@situation("6-1", "6-3", "6-4", "6-5", "6-9", "6-12")
def a_condition_that_is_met(runtime):
    return runtime.run(until, 2, 5, id="p")


@situation("6-2", "6-10")
def a_condition_met_at_once(runtime):
    return runtime.run(until, 0, 1, id="p")


@flow
def impatient(most):
    for _ in range(most):
        if act(0):
            return "met"
        sleep(0.001)
    raise TimeoutError("never met")


@situation("6-6")
def a_condition_never_met(runtime):
    return failure(runtime, impatient, 3)


@flow
def two_conditions():
    return until(until(0, 2).count("r"), 3)


@situation("6-13")
def conditions_in_a_row(runtime):
    return runtime.run(two_conditions, id="p")


# -- branches and maps ---------------------------------------------------------------------------


@flow
def mapping(items):
    def on(index, item):
        return act(f"{index}:{item}", f"lane {index}")

    return gather(*(lambda i=i, x=x: on(i, x) for i, x in enumerate(items)))


@situation("8-1", "8-2", "9-1", "9-2", "9-3", "9-11", "8-11")
def a_map_over_items(runtime):
    return runtime.run(mapping, ["a", "b", "c"], id="p")


@situation("8-5", "9-4")
def a_map_over_nothing(runtime):
    return runtime.run(mapping, [], id="p")


@flow
def mixed():
    return gather(lambda: act("text", "a"), lambda: act(2, "b"), lambda: act({"n": 3}, "c"))


@situation("8-4")
def branches_of_different_types(runtime):
    return runtime.run(mixed, id="p")


@flow
def tolerant():
    def attempt(n):
        try:
            return broken(f"b{n}") if n == 1 else act(n, f"lane {n}")
        except ValueError as error:
            return f"failed: {error}"

    got = gather(*(lambda n=n: attempt(n) for n in range(3)))
    sleep(0.001)
    return [got, act("after")]


@situation("8-9", "8-20", "9-8", "9-18")
def a_branch_may_fail(runtime):
    return runtime.run(tolerant, id="p")


@flow
def suspended_branch():
    def slow():
        sleep(0.002)
        return act("slow", "slow")

    got = gather(lambda: act("fast", "fast"), slow)
    sleep(0.001)
    return [got, act("after")]


@situation("8-14", "9-15", "9-17")
def a_branch_that_waits(runtime):
    return runtime.run(suspended_branch, id="p")


@flow
def nested_branches():
    return gather(lambda: gather(lambda: act(1, "a"), lambda: act(2, "b")))


@situation("8-21")
def branches_in_a_branch(runtime):
    return runtime.run(nested_branches, id="p")


@flow
def large_map():
    return [
        len(each) for each in gather(*(lambda n=n: act(f"{n}" * 90_000, f"l{n}") for n in (1, 2)))
    ]


@situation("9-16")
def a_map_with_large_results(runtime):
    return runtime.run(large_map, id="p")


@flow
def started_child():
    child = start_child(inner, "started")
    sleep(0.001)
    return child.result()


@situation("3-17")
def a_child_that_is_waited_for_later(runtime):
    return runtime.run(started_child, id="p")


# -- the tests -----------------------------------------------------------------------------------

SCRIPTS = sorted({script.__name__: script for script in SITUATIONS.values()}.items())


@pytest.mark.usefixtures("mortal")
@pytest.mark.parametrize("name", [name for name, _ in SCRIPTS])
def test_a_situation_holds_under_kills(name, tmpfs):
    """Played fault-free, then killed at every fifth point; the crash tests kill at every one."""
    assert kill_everywhere(tmpfs, Program(name, dict(SCRIPTS)[name]), stride=50, pace=5) >= 2


def test_an_interrupted_step_at_most_once_is_not_repeated():
    """Situations 1-17 and 1-18 are the program of the same name in the crash tests."""
    from runtime.programs import PROGRAMS

    assert "a_step_at_most_once" in {program.name for program in PROGRAMS}


def test_the_table_says_what_is_tested():
    rows = re.findall(r"^\| (\d+-\d+) \| (\w+)", TABLE.read_text(), re.MULTILINE)
    held = {number for number, verdict in rows if verdict == "holds"}

    assert len(rows) == len(dict(rows)) == 155
    assert held == {*SITUATIONS, "1-17", "1-18"}
