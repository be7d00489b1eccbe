"""Verifying in new processes finds what a replay in the same process cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samepath.runtime_guard import Codec, Runtime, SamepathError, UnknownRunError, step, workflow
from samepath.runtime_guard.journal.sqlite import SqliteStore

SOURCE = Path(__file__).parent.parent.parent / "src"

FLOWS = """
import os
import time
import uuid
from dataclasses import dataclass

from samepath import now, recordable, step, workflow

NAMES = {"ada", "bob", "cyd", "dan", "eve", "fay", "gus"}
STARTED = time.time()
TOKEN = uuid.uuid4()
LIMIT = 10 * 1000
HERE = object()


class Refused(Exception):
    pass


@recordable
@dataclass(frozen=True)
class Order:
    id: int


@step
def tell(what):
    return what


@workflow
def set_order():
    for name in NAMES:
        tell(name)


@workflow
def first_of_a_set():
    return next(iter(NAMES))


@workflow
def hash_of_a_string():
    return tell(hash("ada"))


@workflow
def address():
    return tell(repr(HERE))


@workflow
def import_time():
    return tell(STARTED)


@workflow
def token():
    if TOKEN.int % 2**20:
        return str(TOKEN)
    return tell("rare")


@workflow
def sorted_set():
    return [tell(name) for name in sorted(NAMES)]


@workflow
def order_of_a_mapping():
    return [tell(name) for name in {"b": 1, "a": 2}]


@workflow
def set_of_small_numbers():
    return [tell(number) for number in {3, 1, 2}]


@workflow
def membership():
    return tell("ada" in NAMES)


@workflow
def recorded_time():
    return tell(now())


@workflow
def constant():
    return tell(LIMIT)


@workflow
def refused():
    tell(1)
    raise Refused("no stock")


@workflow
def record():
    return tell(Order(tell(7)))


@workflow
async def asynchronous():
    return 1
"""

SCRIPT = """
import sys
from samepath.runtime_guard import Divergence, Runtime
{flows}

if __name__ == "__main__":
    print("this is no answer")
    with Runtime("journal.db") as runtime:
        flow = globals()[sys.argv[1]]
        try:
            runtime.run(flow, id="r")
        except Refused:
            pass
        runtime.verify("r")
        try:
            runtime.verify("r", fresh=True)
        except Divergence as divergence:
            print("diverged:", divergence)
        else:
            print("the same")
"""

GUILTY = ["set_order", "first_of_a_set", "hash_of_a_string", "address", "import_time", "token"]
INNOCENT = [
    "sorted_set",
    "order_of_a_mapping",
    "set_of_small_numbers",
    "membership",
    "recorded_time",
    "constant",
    "refused",
    "record",
    "asynchronous",
]


def python(folder, *arguments):
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(SOURCE)}
    return subprocess.run(
        [sys.executable, *arguments],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def said(folder, flow, form):
    """Return what a program says that runs and verifies a workflow of its own, or of a module."""
    (folder / "flows.py").write_text(FLOWS)
    flows = FLOWS if form == "program" else "from flows import *"
    (folder / "program.py").write_text(SCRIPT.format(flows=flows))
    done = python(folder, "program.py", flow)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("flow", GUILTY)
def test_what_differs_between_processes_is_found(flow, tmpfs):
    found = said(tmpfs, flow, "module")

    assert found.startswith(f"diverged: {flow} r left its path at ")
    assert "(in a new process with PYTHONHASHSEED=" in found


@pytest.mark.parametrize("flow", INNOCENT)
def test_what_does_not_differ_between_processes_is_the_same(flow, tmpfs):
    assert said(tmpfs, flow, "module") == "the same"


@pytest.mark.parametrize("flow", ["set_order", "refused", "record"])
def test_a_workflow_of_the_program_itself_is_loaded_without_running_it(flow, tmpfs):
    found = said(tmpfs, flow, "program")

    assert found.startswith("diverged") == (flow in GUILTY)


def test_a_program_that_is_no_file_is_named(tmpfs):
    text = SCRIPT.format(flows=FLOWS).replace("sys.argv[1]", '"constant"')
    done = python(tmpfs, "-c", text)

    assert "no new process can load constant: the program that defines it is no file" in done.stderr


def run_and_verify(folder, *arguments):
    """Run a workflow of a module, then verify it by a command."""
    (folder / "flows.py").write_text(FLOWS)
    begin = (
        "import sys, flows; from samepath import Runtime\n"
        "with Runtime('journal.db') as r: r.run(getattr(flows, sys.argv[1]), id='r')"
    )
    assert python(folder, "-c", begin, arguments[0]).returncode == 0
    command = ("-m", "samepath", "runs", "verify", "r", "--journal", "journal.db", "--module")
    return python(folder, *command, *arguments[1:])


def test_the_command_verifies_with_the_module_that_it_is_told(tmpfs):
    done = run_and_verify(tmpfs, "sorted_set", "flows")

    assert (done.returncode, done.stdout) == (0, "r replays along its path\n")


def test_the_command_ends_with_status_1_if_a_replay_diverges(tmpfs):
    done = run_and_verify(tmpfs, "set_order", "flows")

    assert done.returncode == 1
    assert done.stdout.startswith("set_order r left its path at ")


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("no_such_module", "no_such_module cannot be imported: ModuleNotFoundError"),
        ("json", "json does not define it when it is imported: no workflow called sorted_set"),
        ("broken", "broken cannot be imported: SystemExit: 3"),
    ],
)
def test_a_module_that_does_not_serve_is_named(module, message, tmpfs):
    (tmpfs / "broken.py").write_text("raise SystemExit(3)\n")
    done = run_and_verify(tmpfs, "sorted_set", module)

    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {message}")


@step(name="fresh.act")
def act(n):
    return n


@workflow(name="fresh.flow")
def flow():
    return act(1)


def test_a_runtime_that_was_given_its_store_cannot_tell_a_new_process_where_it_is(tmpfs):
    with Runtime(store=SqliteStore(str(tmpfs / "journal.db"))) as runtime:
        runtime.run(flow, id="r")

        with pytest.raises(SamepathError, match="open the runtime by the journal's address"):
            runtime.verify("r", fresh=True)


def test_a_workflow_that_no_import_defines_is_named(journal):
    @workflow(name="fresh.local")
    def local():
        return act(1)

    with Runtime(journal) as runtime:
        runtime.run(local, id="r")

        with pytest.raises(SamepathError, match="does not define it when it is imported"):
            runtime.verify("r", fresh=True)


def test_both_journals_are_read_by_new_processes(journal):
    with Runtime(journal, codec=Codec(pickle=True)) as runtime:
        runtime.run(flow, id="r")
        runtime.verify("r", fresh=True)

        with pytest.raises(UnknownRunError):
            runtime.verify("nobody", fresh=True)
