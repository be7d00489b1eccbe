"""The examples keep their promises: every planted fault is found, and nothing in the sound ones."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.expectations import check, expected, found, read

EXAMPLES = Path(__file__).parent.parent / "examples"
PAIRS = sorted(path.parent.name for path in EXAMPLES.glob("*/faulty"))
WORTH_STOPPING_FOR = {"error", "warning"}


@pytest.fixture(scope="module")
def files():
    return {name: text for name, text in read(EXAMPLES).items() if name.split("/")[0] in PAIRS}


@pytest.fixture(scope="module")
def marks(files):
    return found(check(files))


def inside(folder, marks):
    return [mark for mark in marks if mark[0].startswith(f"{folder}/")]


@pytest.mark.parametrize("kind", ["sound", "faulty"])
@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_marked_is_found_and_nothing_else(pair, kind, files, marks):
    folder = f"{pair}/{kind}"
    assert inside(folder, marks) == inside(folder, expected(files))


@pytest.mark.parametrize("pair", PAIRS)
def test_the_marks_say_that_sound_is_sound_and_faulty_is_not(pair, files):
    severities = {
        kind: {mark[3] for mark in inside(f"{pair}/{kind}", expected(files))}
        for kind in ("sound", "faulty")
    }
    assert severities["sound"].isdisjoint(WORTH_STOPPING_FOR)
    assert "error" in severities["faulty"]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_fault_stands_outside_the_file_of_its_workflow(pair, files):
    entries = {"workflows.py", "handler.py", "function_app.py", "worker.py"}
    marked = {mark[0].rpartition("/")[2] for mark in inside(f"{pair}/faulty", expected(files))}
    assert marked.isdisjoint(entries)


def test_the_examples_run_on_the_oldest_python(files):
    for name, text in files.items():
        ast.parse(text, name, feature_version=(3, 11))


def test_the_readme_shows_what_is_printed():
    """The block holds one finding of several."""
    readme = (EXAMPLES.parent / "README.md").read_text()
    command, _, shown = readme.partition("$ samepath check examples/")[2].partition("\n")
    done = subprocess.run(
        [sys.executable, "-m", "samepath", "check", f"examples/{command}", "--color", "never"],
        cwd=EXAMPLES.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert shown.partition("```")[0].strip() in done.stdout
