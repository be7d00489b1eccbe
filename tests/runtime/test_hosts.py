"""What a host does to its processes: clocks that jump, forks, and being told to end."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from runtime.patience import wait_until

from samepath.runtime_guard import Clock, Queue, Runtime, Status, receive, step, workflow

DAY = 86_400.0
RATED = Queue("hosts.rated", rate=(2, 3600.0))


class JumpingClock(Clock):
    """The clock of a host that somebody turns; what is monotonic stays so."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        return time.time() + self.offset


class Gate:
    """Holds the first call of a step until the test lets it go on."""

    def __init__(self) -> None:
        self.acted: list[int] = []
        self.entered = threading.Event()
        self.go_on = threading.Event()


GATE = [Gate()]


@step(name="hosts.act")
def act(n):
    gate = GATE[0]
    gate.acted.append(n)
    if len(gate.acted) == 1:
        gate.entered.set()
        gate.go_on.wait(20)
    return n


@workflow(name="hosts.flow")
def flow():
    return [act(n) for n in range(3)]


@workflow(name="hosts.quick")
def quick(n):
    return n


@workflow(name="hosts.receiving")
def receiving():
    return receive(timeout=3600)


@pytest.fixture(autouse=True)
def gate():
    GATE[0] = Gate()
    yield GATE[0]
    GATE[0].go_on.set()


def entries(runtime):
    statement = "select position, value from samepath_entries order by position"
    return runtime.store.read(lambda sql: sql.rows(statement))


@pytest.mark.parametrize("jump", [DAY, -DAY, 3600.0, -3600.0])
def test_a_jump_of_the_clock_moves_no_run_to_another_executor(jump, gate, tmpfs):
    clock, path = JumpingClock(), str(tmpfs / "journal.db")
    with (
        Runtime(path, clock=clock, poll=0.005, lease=5) as one,
        Runtime(path, clock=clock, poll=0.005, lease=5),
    ):
        handle = one.start(flow, id="r")
        assert gate.entered.wait(20)
        clock.offset += jump
        time.sleep(1.2)  # the other one looks for work once a second
        gate.go_on.set()

        assert one.handle("r").result(20) == handle.result(20) == [0, 1, 2]
        assert entries(one) == [("1", "0"), ("2", "1"), ("3", "2")]
    assert gate.acted == [0, 1, 2]


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_jump_of_the_clock_does_not_end_the_wait_for_a_message(jump, tmpfs):
    clock = JumpingClock()
    with Runtime(str(tmpfs / "journal.db"), clock=clock, poll=0.005) as runtime:
        handle = runtime.start(receiving, id="r")
        wait_until(lambda: entries(runtime))
        clock.offset += jump
        runtime.executor.signals.send_all()
        runtime.send("r", "hello")

        assert handle.result(20) == "hello"


def test_a_clock_turned_back_does_not_close_a_queue_with_a_rate(tmpfs):
    clock = JumpingClock()
    with Runtime(str(tmpfs / "journal.db"), clock=clock, poll=0.005) as runtime:
        first = [runtime.start(quick, n, queue="hosts.rated") for n in range(2)]
        assert [handle.result(20) for handle in first] == [0, 1]
        waiting = runtime.start(quick, 2, queue="hosts.rated")
        time.sleep(0.1)
        assert waiting.status() is Status.QUEUED
        clock.offset -= DAY

        assert waiting.result(20) == 2


FORKED = """
import os, sys
from samepath import JournalError, Runtime, step, workflow

@step
def act(n):
    return n

@workflow
def flow(n):
    return sum(act(i) for i in range(n))

if __name__ == "__main__":
    runtime = Runtime(sys.argv[1], poll=0.01)
    print(runtime.run(flow, 3), flush=True)
    child = os.fork()
    if not child:
        try:
            runtime.run(flow, 2)
        except JournalError as error:
            print(error, flush=True)
        runtime.close()
        with Runtime(sys.argv[1], poll=0.01) as own:
            print(own.run(flow, 4), flush=True)
        sys.exit()  # an ordinary end, with all that Python tears down
    os.waitpid(child, 0)
    print(runtime.run(flow, 5), flush=True)
    runtime.close()
"""


def test_a_fork_of_the_host_disturbs_neither_parent_nor_child(journal, tmpfs):
    program = tmpfs / "program.py"
    program.write_text(FORKED)
    command = [sys.executable, "-W", "ignore", str(program), journal]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.splitlines() == [
        "3",
        "this runtime was opened before the process forked: open one in the child",
        "6",
        "10",
    ]


TERMINATED = """
import signal, sys, time
from samepath import Runtime, step, workflow

@step
def act(n):
    print("acting", n, flush=True)
    time.sleep(0.3)
    return n

@workflow
def flow():
    return [act(1), act(2)]

def leave(*_):
    raise SystemExit(3)

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    with Runtime(sys.argv[1], lease=3600) as runtime:  # only who is seen to be dead is dead
        print(runtime.start(flow, id="r").result())
"""


def test_sigterm_lets_the_step_that_runs_be_recorded(journal, tmpfs):
    program = tmpfs / "program.py"
    program.write_text(TERMINATED)
    command = [sys.executable, str(program), journal]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "acting 1\n"
    first.send_signal(signal.SIGTERM)
    said, _ = first.communicate(timeout=60)
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert first.returncode == 3
    assert said + second.stdout == "acting 2\n[1, 2]\n"  # on a slow machine the first begins 2


def test_sigterm_without_a_handler_is_a_crash_like_any_other(journal, tmpfs):
    program = tmpfs / "program.py"
    program.write_text(TERMINATED.replace("signal.signal(signal.SIGTERM, leave)", "pass"))
    command = [sys.executable, str(program), journal]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "acting 1\n"
    os.kill(first.pid, signal.SIGTERM)
    first.communicate(timeout=60)
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert first.returncode == -signal.SIGTERM
    assert second.stdout == "acting 1\nacting 2\n[1, 2]\n"
