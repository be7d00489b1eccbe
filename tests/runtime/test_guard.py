"""The guard notices what makes a replay differ, while it happens; it needs Python 3.12."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samepath.runtime_guard import Runtime

TESTS = Path(__file__).parents[1]


def interpreters():
    """Return interpreters that have sys.monitoring: this one, or others that are installed."""
    here = [sys.executable] if sys.version_info >= (3, 12) else []
    named = map(shutil.which, ("python3.12", "python3.13"))
    pyenv = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[23].*/bin/python"))
    others = [*filter(None, named), *map(str, pyenv)]
    return here or [found for found in others if _starts(found)]


def _starts(python):
    command = [python, "-c", "import sys; sys.monitoring"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def verdicts():
    found = interpreters()
    if not found:
        pytest.skip("no Python 3.12 or later is installed")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])}
    command = [found[-1], "-m", "runtime.guarded"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_guilty_call_blocks_its_run(verdicts):
    unnoticed = [
        name for name, said in verdicts.items() if "guilty" in name and said == "unnoticed"
    ]

    assert unnoticed == []
    assert len(verdicts) > 20


def test_no_innocent_call_is_reported(verdicts):
    reported = {n: said for n, said in verdicts.items() if "innocent" in n and said != "unnoticed"}

    assert reported == {}


def test_the_message_says_what_where_and_what_to_do(verdicts):
    said = verdicts["guilty: time.time"]

    assert "guarded.flow calls time.time at" in said
    assert "guarded.py:" in said
    assert "read the time in a step" in said
    assert "rule wall-clock" in said


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the guard works here")
def test_an_older_python_is_told_so(tmp_path):
    with pytest.raises(ValueError, match=r"needs Python 3\.12"):
        Runtime(str(tmp_path / "journal.db"), guard="error")
