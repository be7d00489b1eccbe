"""Command, hook, flake8, server and pylint find the same in the examples."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from doors import comparing

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same").resolve() / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return folder


@pytest.fixture(scope="module")
def by_command(examples):
    return comparing.by_command(examples)


def test_the_examples_have_findings_to_compare(by_command):
    assert len(by_command) > 20
    assert {filename.split("/")[1] for filename, *_ in by_command} == {"faulty"}


def test_the_hook_finds_the_same(examples, by_command):
    assert comparing.by_hook(examples) == by_command


@pytest.mark.skipif(
    find_spec("flake8") is None, reason="FLAKE8 IS NOT COMPARED HERE: it is not installed"
)
def test_flake8_finds_the_same(examples, by_command):
    assert comparing.by_flake8(examples) == by_command


@pytest.mark.skipif(
    find_spec("pylint") is None, reason="PYLINT IS NOT COMPARED HERE: it is not installed"
)
def test_pylint_finds_the_same(examples, by_command):
    assert comparing.by_pylint(examples) == by_command


@pytest.mark.skipif(
    find_spec("pygls") is None, reason="THE SERVER IS NOT COMPARED HERE: pygls is not installed"
)
def test_the_server_finds_the_same(examples, by_command):
    assert comparing.by_server(examples, len(by_command)) == by_command
