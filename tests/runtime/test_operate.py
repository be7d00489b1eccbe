"""`samepath runs`: what operators see and decide."""

import json
import threading

import pytest
from typer.testing import CliRunner

from samepath.runtime_guard import RunBlockedError, Runtime, Status, receive, sleep, step, workflow
from samepath.runtime_guard.operate.cli import app


@step(name="operate.act")
def act(n):
    return n


@workflow(name="operate.short")
def short(n):
    return act(n) + act(n + 1)


@workflow(name="operate.failing")
def failing():
    raise ValueError("no stock")


@workflow(name="operate.waiting")
def waiting():
    act(1)
    return receive(topic="go")


@pytest.fixture
def samepath_runs(journal):
    """Run a command on the journal; return its status and what it printed."""

    def call(*arguments):
        result = CliRunner().invoke(app, [*arguments, "--journal", journal])
        return result.exit_code, result.stdout + result.stderr

    call.journal = journal
    return call


def test_list_shows_every_run_newest_first(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.run(short, 1, id="first")
        with pytest.raises(ValueError, match="no stock"):
            runtime.run(failing, id="second")

    status, said = samepath_runs("list")

    assert status == 0
    assert [line.split()[:2] for line in said.splitlines()] == [
        ["second", "failed"],
        ["first", "succeeded"],
    ]


def test_list_as_json_can_be_filtered(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        for n in range(3):
            runtime.run(short, n, id=f"r{n}")

    _, said = samepath_runs("list", "--output-format", "json", "--limit", "2")
    _, none = samepath_runs("list", "--output-format", "json", "--status", "failed")

    assert [(run["id"], run["entries"]) for run in json.loads(said)] == [("r2", 2), ("r1", 2)]
    assert json.loads(none) == []


def test_a_run_that_nobody_can_execute_is_visible(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.start(waiting, id="stranded")
        while not runtime.store.read(lambda sql: sql.rows("select 1 from samepath_entries")):
            pass

    _, said = samepath_runs("list")

    assert "no living executor serves operate.waiting" in said


def test_show_draws_the_timeline(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.run(short, 41, id="r")

    status, said = samepath_runs("show", "r")
    _, found = samepath_runs("show", "r", "--output-format", "json")

    assert status == 0
    assert "step operate.act(41) ok 41" in said
    assert "step operate.act(42) ok 42" in said
    assert "=" in said
    assert [entry["position"] for entry in json.loads(found)["entries"]] == ["1", "2"]


def test_watch_follows_a_run_to_its_end(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        handle = runtime.start(waiting, id="r")
        threading.Timer(0.3, runtime.send, ["r", "now"], {"topic": "go"}).start()

        status, said = samepath_runs("watch", "r")
        handle.result(10)

    assert status == 0
    assert said.splitlines()[0].startswith("1 step operate.act(1) ok 1")
    assert said.splitlines()[-1] == "succeeded"


def test_cancel_reaches_a_run_in_another_process_and_resume_brings_it_back(samepath_runs):
    with Runtime(samepath_runs.journal, poll=0.01) as runtime:
        handle = runtime.start(waiting, id="r")
        _, cancelled = samepath_runs("cancel", "r")
        _, again = samepath_runs("cancel", "r")
        with pytest.raises(Exception, match="r was cancelled"):
            handle.result(10)
        _, resumed = samepath_runs("resume", "r")
        runtime.send("r", "now", topic="go")
        result = runtime.handle("r").result(10)

    assert cancelled == "r is cancelled\n"
    assert again == "r had ended already\n"
    assert resumed == "r is queued again\n"
    assert result == "now"


def test_fork_copies_runs_in_bulk(samepath_runs):
    with Runtime(samepath_runs.journal, poll=0.01) as runtime:
        runtime.run(short, 1, id="a")
        runtime.run(short, 2, id="b")
        status, said = samepath_runs("fork", "a", "b", "--before", "2")
        copies = [line.split()[0] for line in said.splitlines()]
        results = [runtime.handle(copy).result(10) for copy in copies]

    assert status == 0
    assert results == [3, 5]


def test_collect_deletes_what_ended_long_ago(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        for n in range(3):
            runtime.run(short, n)
        runtime.start(waiting, id="open")

    _, kept = samepath_runs("collect", "--older-than", "1h")
    _, gone = samepath_runs("collect", "--older-than", "0s")
    _, left = samepath_runs("list", "--output-format", "json")

    assert (kept, gone) == ("0 runs deleted\n", "3 runs deleted\n")
    assert [run["id"] for run in json.loads(left)] == ["open"]


def test_metrics_count_runs(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.run(short, 1)
        _, said = samepath_runs("metrics")

    assert 'samepath_runs{status="succeeded",workflow="operate.short"} 1.0' in said
    assert "samepath_executors 1.0" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nobody"], "error: the journal has no run 'nobody'"),
        (["cancel", "nobody"], "error: the journal has no run 'nobody'"),
        (["resume", "done"], "error: done is succeeded: only blocked and cancelled runs"),
        (["fork", "done", "--before", "x"], "error: 'x' is no position"),
        (["collect", "--older-than", "soon"], "error: 'soon' is no duration"),
        (["list", "--status", "asleep"], "error: 'asleep' is no status"),
    ],
)
def test_mistakes_get_a_message_and_status_2(samepath_runs, arguments, said):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.run(short, 1, id="done")

    status, found = samepath_runs(*arguments)

    assert status == 2
    assert found.startswith(said)


def test_a_journal_that_is_not_there_is_not_created(tmp_path):
    path = tmp_path / "typo.db"
    result = CliRunner().invoke(app, ["list", "--journal", str(path)])

    assert result.exit_code == 2
    assert "there is no journal" in result.stderr
    assert not path.exists()


def test_a_blocked_run_says_why(samepath_runs):
    with Runtime(samepath_runs.journal) as runtime:
        runtime.start(blocked, id="r")
        with pytest.raises(RunBlockedError):
            runtime.handle("r").result(10)
        assert runtime.handle("r").status() is Status.BLOCKED

    _, said = samepath_runs("list")

    assert "! the input of r cannot be read" in said


@workflow(name="operate.blocked")
def blocked():
    sleep(0.01)


@pytest.fixture(autouse=True)
def _corrupt_input(request, monkeypatch):
    """Let the input of one workflow be unreadable, as a damaged row is."""
    if "blocked_run_says_why" in request.node.name:
        from samepath.runtime_guard import life
        from samepath.runtime_guard.errors import Corrupted

        def unreadable(codec, run):
            raise Corrupted(f"the input of {run.id} cannot be read: it is damaged")

        monkeypatch.setattr(life, "_input", unreadable)
