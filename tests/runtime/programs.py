"""Little programs, at least one for each operation, and what the outside does with them.

Each is a workflow whose effects go to the world of the test, and a script that starts it, can be
run again after a crash, and returns what the outside sees in the end.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samepath.runtime_guard import (
    Queue,
    ReceiveTimeoutError,
    RunBlockedError,
    RunCancelledError,
    Runtime,
    UnknownRunError,
    current_step,
    deprecate_patch,
    gather,
    get_event,
    now,
    patched,
    race,
    random,
    receive,
    send,
    set_event,
    sleep,
    start_child,
    step,
    transaction,
    uuid,
    wait_event,
    workflow,
)

WORLD: list[Any] = []
"""The world that the programs act on; a test puts its own here."""


def effect(what: Any, lane: str = "main") -> Any:
    return WORLD[0].effect(what, lane)


@dataclass(frozen=True)
class Program:
    name: str
    script: Callable[[Runtime], Any]
    stable: bool = True
    """Whether the result is the same in every fault-free run."""


PROGRAMS: list[Program] = []


def program(script: Callable[[Runtime], Any]) -> Callable[[Runtime], Any]:
    PROGRAMS.append(Program(script.__name__, script))
    return script


def unstable(script: Callable[[Runtime], Any]) -> Callable[[Runtime], Any]:
    PROGRAMS.append(Program(script.__name__, script, stable=False))
    return script


@step
def act(what, lane="main"):
    return effect(what, lane)


@step
async def act_async(what, lane="main"):
    return effect(what, lane)


@step(retries=2, pause=0.0, jitter=0.0)
def stubborn(what):
    attempt = current_step().attempt
    effect(what)
    if attempt < 3:
        raise ConnectionError("not yet")
    return attempt


@step
def fail(what):
    effect(what)
    raise KeyError(what)


@step(once=True)
def act_once(what):
    return effect(what)


@step
def mutate(things):
    effect(len(things))
    things.append("inside")
    return things


@transaction
def insert(db, value):
    db.execute("create table if not exists app_rows (value text)")
    db.execute(f"insert into app_rows values ('{value}')")
    return len(db.execute("select value from app_rows").fetchall())


@transaction
def insert_and_fail(db, value):
    insert.function(db, value)
    raise ValueError(value)


# -- steps ------------------------------------------------------------------------------------


@workflow
def empty():
    return None


@program
def an_empty_workflow(runtime):
    return runtime.run(empty, id="p")


@workflow
def one(what):
    return act(what)


@program
def one_step(runtime):
    return runtime.run(one, "a", id="p")


@workflow
def three():
    return [act("a"), act("b"), act("c")]


@program
def three_steps(runtime):
    return runtime.run(three, id="p")


@program
def a_started_run(runtime):
    return runtime.start(three, id="p").result(20)


@workflow
def retried():
    return stubborn("try")


@program
def a_retried_step(runtime):
    return runtime.run(retried, id="p")


@workflow
def failing():
    act("before")
    try:
        fail("broken")
    except KeyError as error:
        return act(f"caught {error.args[0]}")


@program
def a_caught_error(runtime):
    return runtime.run(failing, id="p")


@workflow
def failed():
    act("before")
    fail("broken")


@program
def a_failed_run(runtime):
    try:
        runtime.run(failed, id="p")
    except KeyError as error:
        return f"failed with {error!r}"


@workflow
def copies():
    things = ["outside"]
    got = mutate(things)
    return act(things == ["outside"] and got == ["outside", "inside"])


@program
def arguments_are_copies(runtime):
    return runtime.run(copies, id="p")


@workflow
def branching(number):
    if act(number) % 2:
        return act("odd")
    return act("even")


@program
def a_branch_on_a_result(runtime):
    return runtime.run(branching, 3, id="p")


@workflow
def looping(count):
    total = 0
    while total < count:
        total += act(total + 1) - total
    return total


@program
def a_loop_over_results(runtime):
    return runtime.run(looping, 4, id="p")


@workflow
def typed():
    got = act((1, {2, 3}, {4: b"five"}))
    return act(str(type(got)) + str(sorted(got[1])))


@program
def tagged_types(runtime):
    return runtime.run(typed, id="p")


def decide(runtime, id, what):
    """Find out whether a step took effect, and say so."""
    handle = runtime.handle(id)
    try:
        return handle.result(20)
    except RunBlockedError:
        done = ("main", what) in WORLD[0].effects
        runtime.decide(id, result=what) if done else runtime.decide(id, again=True)
        return decide(runtime, id, what)


@workflow
def carefully():
    act("before")
    act_once("charge")
    return act("after")


@program
def a_step_at_most_once(runtime):
    runtime.start(carefully, id="p")
    return decide(runtime, "p", "charge")


# -- transactions -------------------------------------------------------------------------------


def rows(runtime):
    return sorted(
        row[0] for row in runtime.store.read(lambda sql: sql.rows("select value from app_rows"))
    )


@workflow
def inserting():
    insert("a")
    act("between")
    return insert("b")


@program
def transaction_steps(runtime):
    return runtime.run(inserting, id="p"), rows(runtime)


@workflow
def failing_insert():
    insert("kept")
    try:
        insert_and_fail("lost")
    except ValueError as error:
        return str(error)


@program
def a_transaction_that_fails(runtime):
    return runtime.run(failing_insert, id="p"), rows(runtime)


# -- time and values ---------------------------------------------------------------------------


@workflow
def sleeping():
    act("before")
    sleep(0.002)
    return act("after")


@program
def a_sleep(runtime):
    return runtime.run(sleeping, id="p")


@workflow
def drawing():
    first = (now(), random(), uuid())
    sleep(0.001)
    return act(repr(first)) == repr(first)


@unstable
def recorded_values(runtime):
    return runtime.run(drawing, id="p")


# -- messages and events -------------------------------------------------------------------------


@workflow
def receiving(count):
    got = [receive(topic="in") for _ in range(count)]
    return act(got)


@program
def messages_from_outside(runtime):
    handle = runtime.start(receiving, 2, id="p")
    runtime.send("p", "one", topic="in", id="m1")
    runtime.send("p", "two", topic="in", id="m2")
    return handle.result(20)


@workflow
def receiving_nothing():
    act("before")
    try:
        receive(timeout=0.002)
    except ReceiveTimeoutError:
        return act("timed out")


@program
def a_message_that_never_comes(runtime):
    return runtime.run(receiving_nothing, id="p")


@workflow
def sending(to):
    act("send", "sender")
    send(to, {"n": 1}, topic="in")
    send(to, {"n": 2}, topic="in")
    return act("sent", "sender")


@program
def messages_between_runs(runtime):
    receiver = runtime.start(receiving, 2, id="p")
    sender = runtime.start(sending, "p", id="q")
    return receiver.result(20), sender.result(20)


@workflow
def sending_into_the_void():
    try:
        send("nobody", 1)
    except UnknownRunError:
        return act("nobody there")


@program
def a_message_to_nobody(runtime):
    return runtime.run(sending_into_the_void, id="p")


@workflow
def announcing():
    set_event("state", "begun")
    act("work", "announcer")
    set_event("state", "done")
    return 1


@program
def events_set(runtime):
    return runtime.run(announcing, id="p"), runtime.event("p", "state")


@workflow
def awaiting_event(other):
    return act(wait_event(other, "ready"))


@workflow
def ready():
    act("work", "other")
    set_event("ready", 42)
    return act("rest", "other")


@program
def an_event_awaited(runtime):
    waiting = runtime.start(awaiting_event, "q", id="p")
    other = runtime.start(ready, id="q")
    return waiting.result(20), other.result(20)


@workflow
def awaiting_in_vain():
    try:
        wait_event("nobody", "ready", timeout=0.002)
    except ReceiveTimeoutError:
        return act(get_event("nobody", "ready", "nothing"))


@program
def an_event_that_never_comes(runtime):
    return runtime.run(awaiting_in_vain, id="p")


# -- children ------------------------------------------------------------------------------------


@workflow
def child(what):
    act(f"{what} begins")
    return act(f"{what} ends")


@workflow
def parent():
    act("before")
    got = child("child")
    return act(f"got {got}")


@program
def a_child(runtime):
    return runtime.run(parent, id="p")


@workflow
def grandparent():
    return [parent(), child("second")]


@program
def a_child_of_a_child(runtime):
    return runtime.run(grandparent, id="p")


@workflow
def failing_child():
    fail("inside")


@workflow
def parent_of_failing():
    try:
        failing_child()
    except KeyError as error:
        return act(f"child failed: {error.args[0]}")


@program
def a_failing_child(runtime):
    return runtime.run(parent_of_failing, id="p")


@workflow
def laned_child(lane):
    act("begins", lane)
    return act(lane, lane)


@workflow
def starting():
    children = [start_child(laned_child, "left"), start_child(laned_child, "right")]
    act("meanwhile")
    return [each.result() for each in children]


@program
def children_side_by_side(runtime):
    return runtime.run(starting, id="p")


# -- branches ------------------------------------------------------------------------------------


@workflow
def gathering():
    def branch(lane):
        act("one", lane)
        sleep(0.001)
        return act("two", lane)

    return gather(lambda: branch("left"), lambda: branch("right")), act("after")


@program
def gathered_branches(runtime):
    return runtime.run(gathering, id="p")


@workflow
def gathering_failures():
    def bad(lane):
        act("try", lane)
        raise ValueError(lane)

    try:
        gather(lambda: act("good", "good"), lambda: bad("bad"))
    except ValueError as error:
        return act(str(error))


@program
def a_failing_branch(runtime):
    return runtime.run(gathering_failures, id="p")


@workflow
def nested_gathering():
    def inner(lane):
        return gather(lambda: act(1, f"{lane}1"), lambda: act(2, f"{lane}2"))

    return gather(lambda: inner("a"), lambda: inner("b"))


@program
def branches_in_branches(runtime):
    return runtime.run(nested_gathering, id="p")


@workflow
def racing():
    def slow():
        sleep(60)
        return act("slow")

    winner, result = race(slow, lambda: act("fast", "fast"))
    return act([winner, result])


@program
def a_race(runtime):
    return runtime.run(racing, id="p")


# -- async ---------------------------------------------------------------------------------------


@workflow
async def three_async():
    return [await act_async("a"), await act_async("b"), act("c")]


@program
def async_steps(runtime):
    return runtime.start(three_async, id="p").result(20)


@workflow
async def gathered_async():
    steps = await asyncio.gather(*(act_async(n, f"lane {n}") for n in range(3)))

    async def branch(lane):
        await act_async("one", lane)
        await sleep(0.001)
        return await act_async("two", lane)

    return steps, await gather(branch("left"), branch("right"))


@program
def async_branches(runtime):
    return runtime.start(gathered_async, id="p").result(20)


@workflow
async def racing_async():
    async def slow():
        await sleep(60)
        return await act_async("slow")

    async def fast():
        return await act_async("fast", "fast")

    return await race(slow(), fast())


@program
def an_async_race(runtime):
    return runtime.start(racing_async, id="p").result(20)


@workflow
async def async_child(what):
    return await act_async(what)


@workflow
async def async_parent():
    first = await async_child("direct")
    later = await start_child(async_child, "later")
    return first, await later.result()


@program
def async_children(runtime):
    return runtime.start(async_parent, id="p").result(20)


@workflow
async def async_talk():
    await set_event("up", True)
    got = await receive(topic="in")
    row = await insert(got)
    return await act_async([got, row])


@program
def async_messages(runtime):
    handle = runtime.start(async_talk, id="p")
    runtime.send("p", "hello", topic="in", id="m")
    return handle.result(20), runtime.event("p", "up")


# -- queues, patches, control --------------------------------------------------------------------

LIMITED = Queue("limited", concurrency=1)
RATED = Queue("rated", per_worker=2, rate=(1000, 1.0))


@workflow
def laned(lane):
    act("begins", lane)
    return act("ends", lane)


@program
def queued_runs(runtime):
    handles = [
        runtime.start(laned, f"lane {n}", id=f"p{n}", queue="limited", priority=n) for n in range(3)
    ]
    return [handle.result(20) for handle in handles]


@program
def rated_runs(runtime):
    handles = [runtime.start(laned, f"lane {n}", id=f"p{n}", queue="rated") for n in range(3)]
    return [handle.result(20) for handle in handles]


@program
def deduplicated_runs(runtime):
    first = runtime.start(laned, "lane", id="p", queue="rated", dedupe="same")
    return first.result(20)


@workflow
def patching():
    act("before")
    new = patched("better")
    act("new" if new else "old")
    deprecate_patch("gone")
    return act(patched("better") == new)


@program
def a_patched_workflow(runtime):
    return runtime.run(patching, id="p")


@workflow
def waiting_forever():
    act("before")
    receive(topic="never")


def recorded(runtime, run, position):
    """Wait until a run has recorded an operation."""
    statement = "select 1 from samepath_entries where run = ? and position = ?"
    while not runtime.store.read(lambda sql: sql.rows(statement, (run, position))):
        time.sleep(0.0005)


@program
def a_cancelled_run(runtime):
    handle = runtime.start(waiting_forever, id="p")
    recorded(runtime, "p", "1")
    runtime.cancel("p")
    try:
        handle.result(20)
    except RunCancelledError as error:
        return str(error)


@workflow
def waiting_parent():
    try:
        waiting_forever()
    except RunCancelledError:
        return act("the child was cancelled")


@program
def a_cancelled_child(runtime):
    handle = runtime.start(waiting_parent, id="p")
    recorded(runtime, "p/1", "1")
    runtime.cancel("p/1")
    return handle.result(20)


@program
def a_forked_run(runtime):
    runtime.run(three, id="p")
    rows = runtime.store.read(lambda sql: sql.rows("select 1 from samepath_runs where id = 'f'"))
    if not rows:
        runtime.fork("p", before=3, new="f")
    return runtime.handle("f").result(20)


@program
def two_runs_in_turn(runtime):
    return runtime.run(one, "first", id="p"), runtime.run(one, "second", id="q")
