"""Code changes under running workflows: fingerprints, patches, pins."""

import subprocess
import sys
import textwrap
import time

import pytest

from samepath.runtime_guard import RunBlockedError, Runtime, Status, receive, step, workflow
from samepath.runtime_guard.versions.fingerprint import fingerprint
from samepath.runtime_guard.versions.patches import deprecate_patch, patched

CODE = """
def helper(x):
    return x + 1

class Price:
    def total(self):
        return helper(2)

def flow(n):
    return helper(n) + Price().total()
"""


def fingerprint_of(folder, code, python=sys.executable):
    """Return the fingerprint of `flow` in a module of the given code."""
    program = folder / "program.py"
    program.write_text(textwrap.dedent(code))
    script = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\n"
        "from samepath.runtime_guard.versions.fingerprint import fingerprint\n"
        "import program; print(fingerprint(program.flow))"
    )
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    return x + 1", "    # one more\n    return (x +\n        1)"),
        ("def helper(x):", 'def helper(x):\n    """Add one."""'),
        ("def helper(x):", "\n\n\nunrelated = 7\n\n\ndef helper(x):"),
    ],
    ids=["comments and formatting", "docstrings", "unrelated code"],
)
def test_what_does_not_matter_keeps_the_fingerprint(tmp_path, old, new):
    before = fingerprint_of(tmp_path, CODE)

    assert fingerprint_of(tmp_path, CODE.replace(old, new)) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("x + 1", "x + 2"), ("helper(2)", "helper(3)"), ("helper(n)", "helper(n + 1)")],
    ids=["a helper", "a method of a class", "the workflow"],
)
def test_what_the_workflow_reaches_changes_the_fingerprint(tmp_path, old, new):
    before = fingerprint_of(tmp_path, CODE)

    assert fingerprint_of(tmp_path, CODE.replace(old, new)) != before


def test_functions_without_source_have_a_fingerprint_too():
    space = {"__name__": "nowhere"}
    exec("def flow(): return 1", space)

    assert len(fingerprint(space["flow"])) == 16


NEW = [False]


@step(name="versions.act")
def act(what):
    return what


@workflow(name="versions.patched")
def patched_flow():
    done = [act("first")]
    receive(topic="one")
    if NEW[0]:
        done += [act("new") if patched("change") else act("old")]
    else:
        done += [act("old")]
    receive(topic="two")
    done += [act("again new") if NEW[0] and patched("change") else act("again old")]
    return done


@pytest.fixture(autouse=True)
def _old_code():
    NEW[0] = False
    yield
    NEW[0] = False


def until_entries(runtime, run, count):
    statement = "select count(*) from samepath_entries where run = ?"
    while runtime.store.read(lambda sql: sql.rows(statement, (run,)))[0][0] < count:
        time.sleep(0.001)


@pytest.fixture
def path(tmpfs):
    return str(tmpfs / "journal.db")


def test_a_run_that_passed_the_patch_before_keeps_the_old_code(path):
    with Runtime(path) as runtime:
        runtime.start(patched_flow, id="r")
        runtime.send("r", 1, topic="one")
        until_entries(runtime, "r", 3)
    NEW[0] = True
    with Runtime(path) as runtime:
        runtime.send("r", 2, topic="two")

        assert runtime.handle("r").result(10) == ["first", "old", "again old"]
        runtime.verify("r")


def test_a_run_that_comes_to_the_patch_later_takes_the_new_code(path):
    with Runtime(path) as runtime:
        runtime.start(patched_flow, id="r")
        until_entries(runtime, "r", 1)
    NEW[0] = True
    with Runtime(path) as runtime:
        runtime.send("r", 1, topic="one")
        until_entries(runtime, "r", 4)
    with Runtime(path) as runtime:
        runtime.send("r", 2, topic="two")

        assert runtime.handle("r").result(10) == ["first", "new", "again new"]
        runtime.verify("r")


def test_a_deprecated_patch_reads_over_its_record(path):
    @workflow(name="versions.deprecating")
    def deprecating():
        if NEW[0]:
            deprecate_patch("change")
        else:
            assert patched("change")
        return act("new")

    with Runtime(path) as runtime:
        runtime.run(deprecating, id="old")
        NEW[0] = True
        runtime.verify("old")
        runtime.run(deprecating, id="new")
        runtime.verify("new")


def test_other_code_goes_on_along_an_equal_path(path):
    with Runtime(path) as runtime:
        runtime.start(patched_flow, id="r")
        until_entries(runtime, "r", 1)
        runtime.store.write(
            lambda sql: sql.run("update samepath_runs set version = 'of last week'")
        )
    with Runtime(path) as runtime:
        runtime.send("r", 1, topic="one")
        runtime.send("r", 2, topic="two")

        assert runtime.handle("r").result(10) == ["first", "old", "again old"]


def test_a_pinned_runtime_leaves_runs_of_other_versions(path):
    with Runtime(path) as runtime:
        runtime.start(patched_flow, id="other")
        runtime.start(patched_flow, id="same")
        until_entries(runtime, "other", 1)
        until_entries(runtime, "same", 1)
        runtime.store.write(
            lambda sql: sql.run("update samepath_runs set version = 'x' where id = 'other'")
        )
    with Runtime(path, versions="pin") as runtime:
        for run in ("same", "other"):
            runtime.send(run, 1, topic="one")
            runtime.send(run, 2, topic="two")
        runtime.handle("same").result(10)

        assert runtime.handle("other").status() is Status.RUNNING
        assert runtime.handle("other").row().executor is None


def test_a_change_of_path_blocks_before_anything_new_happens(path):
    acted = []

    @step(name="versions.new_step")
    def new_step():
        acted.append(1)

    @workflow(name="versions.changing")
    def changing():
        if NEW[0]:
            new_step()
        act("first")
        receive()

    with Runtime(path) as runtime:
        runtime.start(changing, id="r")
        until_entries(runtime, "r", 1)
    NEW[0] = True
    with (
        Runtime(path) as runtime,
        pytest.raises(RunBlockedError, match="law 6 same code"),
    ):
        runtime.handle("r").result(10)

    assert acted == []
