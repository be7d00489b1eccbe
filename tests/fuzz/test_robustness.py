"""The engine takes whatever Python takes: a share of the heavy run, the same every time."""

import random

import pytest

from tests.fuzz.explore import explore
from tests.fuzz.subjects import as_workflows, generated, library_files

LIBRARY_SHARE = 40
LARGEST = 25_000
"""Bytes of the library's files in the share: the heavy run takes them all."""
GENERATED_SHARE = 60

FILES = [p for p in library_files() if p.stat().st_size <= LARGEST]
SHARE = sorted(random.Random("share").sample(FILES, LIBRARY_SHARE))


def test_there_is_a_standard_library_to_read():
    assert len(library_files()) > 500


@pytest.mark.parametrize("file", SHARE, ids=lambda p: "/".join(p.parts[-2:]))
def test_a_file_of_the_standard_library_is_gone_through(file):
    troubles, _ = explore(file.name, file.read_bytes())

    assert troubles == []


@pytest.mark.parametrize("seed", range(GENERATED_SHARE))
def test_a_generated_program_is_gone_through(seed):
    pytest.importorskip("pysource_codegen", reason="pysource-codegen is not installed: NOT tried")

    troubles, _ = explore(f"seed {seed}", generated(seed).encode("utf-8", "surrogatepass"))

    assert troubles == []


def test_every_function_becomes_a_workflow_where_it_stands():
    source = (
        '"""Text."""\nfrom __future__ import annotations\nimport os\n\n\n@cache\ndef one():\n'
        "    def inner(): ...\n\n\nasync def two(): ...\n"
    )

    made = as_workflows(source)

    compile(made, "made", "exec")
    assert made.count("@DBOS.workflow()") == 2
    assert made.splitlines()[2] == "from dbos import DBOS"
    assert "@DBOS.workflow()\n@cache\ndef one" in made


def test_a_crash_and_a_hang_are_told(monkeypatch):
    from tests.fuzz import explore as engine

    def crash(_):
        message = "broken"
        raise ValueError(message)

    def hang(_):
        while True:
            pass

    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    monkeypatch.setattr(engine, "WAYS", {"crash": crash, "hang": hang})
    troubles, _ = engine.explore("program", b"")

    assert [t.during for t in troubles] == ["crash", "hang"]
    assert "ValueError: broken" in troubles[0].what
    assert "more than" in troubles[1].what
