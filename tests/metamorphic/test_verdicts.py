"""Rewriting a program without changing what it does changes no finding and no severity."""

import random
from pathlib import Path

import pytest

from samepath.linter.report.finding import Report
from tests.metamorphic.many_workflows import KINDS, VERDICTS, program
from tests.metamorphic.rewriting import extractions, inlinings, moves, renamings
from tests.metamorphic.verdict import ROOT, check, difference, verdict

TESTS = Path(__file__).parent.parent
WAYS = {"extracting": extractions, "inlining": inlinings, "moving": moves, "renaming": renamings}
MOST = 2
"""Rewritten programs of one kind that are checked per program; which ones is decided by a seed."""


def read(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*.py"))}


def programs() -> dict[str, dict[str, str]]:
    """Read every fixture and every example that suppresses nothing: that is tied to its line."""
    folders = [p for p in sorted((TESTS / "fixtures").glob("*/*")) if p.is_dir()]
    examples = sorted(TESTS.parent.glob("examples/*/*/__init__.py"))
    found = {f"{p.parent.name}/{p.name}": read(p) for p in folders}
    found |= {f"{p.parent.parent.name}/{p.parent.name}": read(p.parent) for p in examples}
    return {n: f for n, f in found.items() if not any("# samepath:" in s for s in f.values())}


PROGRAMS = programs()
ENGINES = ("dbos", "temporal", "aws", "azure")


def variants(way: str, name: str) -> list[tuple[str, dict[str, str]]]:
    made = list(WAYS[way](PROGRAMS[name]))
    return made if len(made) <= MOST else random.Random(f"{way} {name}").sample(made, MOST)


@pytest.mark.parametrize("name", PROGRAMS)
def test_rewriting_a_program_changes_no_verdict(name):
    before = verdict(check(PROGRAMS[name]))
    changed = {
        label: told
        for way in WAYS
        for label, files in variants(way, name)
        if (told := difference(before, verdict(check(files))))
    }

    assert changed == {}


@pytest.mark.parametrize(
    ("way", "least"), [("extracting", 300), ("inlining", 3), ("moving", 50), ("renaming", 80)]
)
def test_there_is_enough_to_rewrite(way, least):
    made = [files for name in PROGRAMS for _, files in variants(way, name)]
    for files in made:
        for name, source in files.items():
            compile(source, name, "exec")

    assert len(made) >= least


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_of_roots_and_files_changes_nothing(engine, seed):
    files = program(engine, list(enumerate(KINDS)))
    roots = [f"{ROOT}/{name}" for name in files]
    random.Random(seed).shuffle(roots)
    reordered = dict(sorted(files.items(), reverse=bool(seed % 2)))

    assert check(reordered, roots).findings == check(files).findings


UNRELATED = """
import os
import random
import time

from dbos import DBOS

SEEN = {}


@DBOS.step()
def send(what): ...


@DBOS.workflow()
def unrelated(what):
    SEEN[what] = time.time()
    for name in {str(random.random()), os.environ["HOME"]}:
        send(name)
"""


@pytest.mark.parametrize("file", ["aa_first.py", "zz_last.py"])
@pytest.mark.parametrize(
    "name", [n for n in PROGRAMS if n.partition("/")[2] in ("faulty", "sound")]
)
def test_an_unrelated_workflow_changes_no_other(name, file):
    before = check(PROGRAMS[name])
    own = {w.workflow for w in before.workflows}

    after = check({**PROGRAMS[name], file: UNRELATED})

    assert {w.workflow for w in after.workflows} - own == {f"{file.removesuffix('.py')}.unrelated"}
    assert difference(verdict(before, own), verdict(after, own)) == []


TWENTY = [(number, KINDS[number % len(KINDS)]) for number in range(20)]


def severities(report: Report, workflow: str) -> set[str]:
    return {
        flow.severity.value
        for finding in report.findings
        for flow in finding.flows
        if flow.workflow == workflow
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_twenty_workflows_through_one_function_keep_their_own_verdict(engine):
    together = check(program(engine, TWENTY))
    names = sorted((w.row, w.workflow) for w in together.workflows)
    assert len(names) == len(TWENTY)

    for (number, kind), (_, workflow) in zip(TWENTY, names, strict=True):
        alone = check(program(engine, [(number, kind)]))
        assert verdict(together, [workflow]) == verdict(alone, [workflow])
        assert severities(together, workflow) == VERDICTS[kind], f"{workflow}: {kind}"
