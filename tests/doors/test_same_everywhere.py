"""Command, hook, flake8, server and pylint find the same in the examples."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LINE = re.compile(r"(?:\./)?(?P<file>[^:\s]+):(?P<row>\d+):(?P<column>\d+): (?P<code>\w+)")


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same").resolve() / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return folder


@pytest.fixture(scope="module")
def by_command(examples):
    return found_by(examples)


def found_by(examples, *arguments):
    found = json.loads(run(examples, "samepath", "check", "--output-format=json", *arguments))
    return {
        (f["filename"], f["location"]["row"], f["location"]["column"], f["code"]) for f in found
    }


def run(folder, module, *arguments):
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def told(text):
    found = map(LINE.match, text.splitlines())
    return {(f["file"], int(f["row"]), int(f["column"]), f["code"]) for f in found if f}


def test_the_examples_have_findings_to_compare(by_command):
    assert len(by_command) > 20
    assert {filename.split("/")[1] for filename, *_ in by_command} == {"faulty"}


def test_the_hook_finds_the_same(examples, by_command):
    names = sorted(str(path.relative_to(examples)) for path in examples.rglob("*.py"))

    assert found_by(examples, "--force-exclude", *names) == by_command


@pytest.mark.skipif(
    find_spec("flake8") is None, reason="FLAKE8 IS NOT COMPARED HERE: it is not installed"
)
def test_flake8_finds_the_same(examples, by_command):
    text = run(examples, "flake8", "--isolated", "--select=RPL", ".")

    assert told(text) == by_command


@pytest.mark.skipif(
    find_spec("pylint") is None, reason="PYLINT IS NOT COMPARED HERE: it is not installed"
)
def test_pylint_finds_the_same(examples, by_command):
    plugin = "--load-plugins=samepath.linter.frontends.pylint"
    only = ("--disable=all", "--enable=samepath", "--score=no", "--recursive=y")
    text = run(examples, "pylint", plugin, *only, ".")

    found = {(f, row, column + 1, f"RPL{code[2:]}") for f, row, column, code in told(text)}
    assert found == by_command


@pytest.mark.skipif(
    find_spec("pygls") is None, reason="THE SERVER IS NOT COMPARED HERE: pygls is not installed"
)
def test_the_server_finds_the_same(examples, by_command):
    from doors.editor import editing

    def found(editor):
        return {
            (uri.removeprefix(f"{examples.as_uri()}/"), at.line + 1, at.character + 1, each.code)
            for uri, shown in editor.shown.items()
            for each in shown
            for at in [each.range.start]
        }

    async def edit():
        async with editing(examples) as editor:
            await editor.until(lambda: len(found(editor)) >= len(by_command))
            return found(editor)

    assert asyncio.run(edit()) == by_command
