"""The command as people start it, on a little project: real files, the real engine."""

import json
import subprocess
import sys

import pytest

FLOWS = """from dbos import DBOS

from app.util import stamp


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def checkout(order):
    if stamp() > order.limit:
        refund(order)
"""
UTIL = """import time


def stamp():
    return time.time()
"""
HEAVY = {
    "asyncio", "click", "dataclasses", "difflib", "hashlib", "importlib.metadata", "inspect",
    "libcst", "pathlib", "pkgutil", "pydantic", "rich", "typer",
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole").resolve()
    (folder / "app").mkdir()
    (folder / "pyproject.toml").write_text("[tool.samepath]\n")
    (folder / "app" / "__init__.py").write_text("")
    (folder / "app" / "flows.py").write_text(FLOWS)
    (folder / "app" / "util.py").write_text(UTIL)
    return folder


def started(shop, *arguments, given=b""):
    command = [sys.executable, "-m", "samepath", *arguments]
    return subprocess.run(command, cwd=shop, input=given, capture_output=True, check=False)


def test_a_clock_two_modules_away_is_found_and_told(shop):
    done = started(shop, "check")

    told = done.stdout.decode()
    assert done.returncode == 1
    assert "app/util.py:5:12: error[wall-clock] RPL101 " in told
    assert "├─ app/flows.py:12 checkout → stamp\n" in told
    assert "│  └─ app/util.py:5 stamp → time.time()\n" in told
    assert "1 workflow found, 1 read completely; 0 gaps\n" in told


def test_what_an_editor_has_not_saved_yet_is_checked_instead_of_the_file(shop):
    fixed = UTIL.replace("time.time()", "0").encode()

    done = started(shop, "check", "-", "--stdin-filename", "app/util.py", given=fixed)

    assert done.returncode == 0


def test_json_is_the_same_bytes_in_every_run(shop):
    runs = {started(shop, "check", "--output-format", "json").stdout for _ in range(2)}

    [written] = runs
    [found] = json.loads(written)
    assert (found["filename"], found["location"]) == ("app/util.py", {"row": 5, "column": 12})
    assert found["flows"][0]["sink"]["filename"] == "app/flows.py"


def test_questions_are_answered(shop):
    workflows = json.loads(started(shop, "workflows", "--output-format", "json").stdout)
    explained = started(shop, "explain", "app/flows.py:12").stdout.decode()
    graph = json.loads(started(shop, "graph", "checkout", "--format", "json").stdout)
    calls = json.loads(started(shop, "graph", "--all", "--format", "adjacency", "app").stdout)

    assert [read["workflow"] for read in workflows] == ["app.flows.checkout"]
    assert "RPL101" in explained
    assert graph["root"] == "app.flows.checkout"
    assert ["time.time"] in calls.values()


def test_names_are_dotted_from_the_folder_even_where_it_is_a_package(tmp_path):
    inner = tmp_path / "package" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "package" / "main.py").write_text("from inner import work\n\nwork.go()\n")
    (inner / "work.py").write_text("def go():\n    pass\n")

    said = started(tmp_path, "graph", "--all", "--format", "adjacency", "package").stdout

    assert json.loads(said)["main"] == ["inner.work.go"]


def test_a_plain_check_loads_nothing_that_takes_long(shop):
    script = (
        "import sys; sys.argv = ['samepath', 'check', '-q'];"
        "from samepath.__main__ import main; main(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=shop, capture_output=True, check=True)

    assert HEAVY.isdisjoint(done.stdout.decode().split())
