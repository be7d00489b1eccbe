"""The call graph of little programs is what their marks say, and their marks are what happens."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.callgraph.marks import ROOT, difference, expected, project, read

PROGRAMS = Path(__file__).parent / "callgraph"
SCENARIOS = sorted(p.parent for p in PROGRAMS.glob("*/*/main.py"))


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.fixture(scope="module")
def observed() -> dict[str, dict]:
    """What each program's functions really called when it ran."""
    script = PROGRAMS / "profile_calls.py"
    done = subprocess.run(
        [sys.executable, str(script), *map(str, SCENARIOS)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_there_are_programs_for_every_feature():
    assert len(SCENARIOS) >= 120


LIMITS: dict[str, str] = {}
"""Programs whose calls are not all found yet, and why; the day they are, their line here goes."""


def scenario(folder: Path):
    limit = LIMITS.get(name_of(folder))
    marks = [pytest.mark.xfail(reason=limit, strict=True)] if limit else []
    return pytest.param(folder, id=name_of(folder), marks=marks)


@pytest.mark.parametrize("folder", [scenario(folder) for folder in SCENARIOS])
def test_the_graph_has_the_marked_calls_and_no_others(folder):
    assert difference(read(folder)) == []


@pytest.mark.parametrize("folder", SCENARIOS, ids=name_of)
def test_every_call_that_happens_is_marked(folder, observed):
    seen = observed[str(folder)]
    if "pydantic" in name_of(folder) and importlib.util.find_spec("pydantic") is None:
        pytest.skip("pydantic is not installed, so the program cannot run")
    marked = expected(read(folder))

    unmarked = [
        f"{caller} -> {callee}"
        for caller, callees in seen["edges"].items()
        for callee in callees
        if callee not in marked.get(caller, ())
    ]

    assert (seen["error"], unmarked) == (None, [])


RECURSIVE = """
def first(tree, visit):
    visit(tree)
    for child in tree:
        second(child, visit)


def second(tree, visit):
    third(tree, visit)
    return first(tree, note)


def third(tree, visit):
    return first(tree, visit) or second(tree, count)


def note(tree):
    return tree


def count(tree):
    return 1
"""


def test_mutual_recursion_has_the_same_edges_from_any_entry():
    graphs = []
    for entry in ("first", "second", "third"):
        files = {"main.py": f"{RECURSIVE}\n\n{entry}([], note)\n"}
        graph = project(files).adjacency()
        graph.pop("main")
        graphs.append(graph)

    assert graphs[0]["main.first"] == ["main.count", "main.note", "main.second"]
    assert graphs[0] == graphs[1] == graphs[2]


UNIQUE = {
    "flows.py": """
from dbos import DBOS

import warehouse


@DBOS.workflow()
def reorder(part):
    shelf = warehouse.{found}
    return shelf.restock_slowly(part)
""",
    "warehouse.py": """
import unknown_library


def find(name):
    return unknown_library.find(name)


class Shelf:
    def restock_slowly(self, part):
        return self.count(part)

    def count(self, part):
        return 1
""",
}


def calls_below(files: dict[str, str], workflow: str) -> set[tuple[str, str, str]]:
    graph = project(files).graph(workflow)
    labels = {node.id: node.label for node in graph.nodes if node.kind != "gap"}
    return {
        (labels[e.caller], labels[e.callee], e.certainty.value)
        for e in graph.edges
        if e.callee in labels
    }


def test_a_method_that_only_one_class_defines_is_likely_the_one_called():
    files = {**UNIQUE, "flows.py": UNIQUE["flows.py"].replace("{found}", "find(part)")}

    below = calls_below(files, "reorder")

    assert ("flows.reorder", "warehouse.Shelf.restock_slowly", "may") in below
    assert any(c[:2] == ("warehouse.Shelf.restock_slowly", "warehouse.Shelf.count") for c in below)


def test_a_receiver_that_is_known_is_called_for_sure():
    files = {**UNIQUE, "flows.py": UNIQUE["flows.py"].replace("{found}", "Shelf()")}

    assert ("flows.reorder", "warehouse.Shelf.restock_slowly", "must") in calls_below(
        files, "reorder"
    )


def test_a_method_that_two_classes_define_is_not_guessed():
    files = {
        **UNIQUE,
        "flows.py": UNIQUE["flows.py"].replace("{found}", "find(part)"),
        "bakery.py": "class Oven:\n    def restock_slowly(self, part):\n        return part\n",
    }

    assert not any("restock_slowly" in callee for _, callee, _ in calls_below(files, "reorder"))


@pytest.mark.parametrize("order", [1, -1])
def test_a_module_that_nobody_imports_is_in_the_graph(order):
    names = ["lone.py", "main.py"][::order]
    files = dict.fromkeys(names, "def run():\n    return stop()\n\n\ndef stop():\n    return 1\n")

    graph = project(files).adjacency()

    assert graph["lone.run"] == ["lone.stop"]
    assert graph["main.run"] == ["main.stop"]
    assert not any(ROOT in caller for caller in graph)
