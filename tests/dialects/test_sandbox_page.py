"""The page about Temporal's sandbox says what a one-line workflow of each row really reports."""

import ast
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from samepath.linter.analysis.rulebook import load_rules
from samepath.linter.project.selection import Selection
from tests.expectations import check

PAGE = Path(__file__).parents[2] / "docs" / "temporal-sandbox.md"
ROW = re.compile(r"^\| (?P<name>[^|]+) \| `(?P<line>[^`]+)` \| (?P<says>[^|]+) \|$", re.MULTILINE)
EVERY = Selection(tuple(rule.name for rule in load_rules()), (), ())
UNSEEN = 11
"""Sources that the sandbox does not see."""

WORKFLOW = """\
{imports}
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Flow:
    @workflow.run
    async def run(self, given: list[str]) -> str:
        value = {line}
        if value:
            await workflow.execute_activity(
                "pay", value, start_to_close_timeout=timedelta(seconds=5)
            )
        return "done"
"""


def rows(title):
    """List the rows of the table below a heading: name, line, what is reported."""
    section = PAGE.read_text().partition(f"## {title}\n")[2].partition("\n## ")[0]
    return [(row["name"], row["line"], row["says"].strip()) for row in ROW.finditer(section)]


def modules(line):
    """List the modules that a line needs, by the longest names that are one."""
    tree = ast.parse(f"async def run():\n    {line}")
    dotted = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    found = set()
    for name in dotted:
        parts = re.match(r"[\w.]+", name)[0].split(".")
        if parts[0] in sys.stdlib_module_names:
            ends = range(len(parts), 0, -1)
            found.add(next(m for end in ends if is_module(m := ".".join(parts[:end]))))
    return sorted(found)


def is_module(name):
    """Tell whether a dotted name is that of a module."""
    try:
        return find_spec(name) is not None
    except (ImportError, AttributeError, ValueError):
        return False


def reported(line):
    """Lint a workflow of this one line, with all rules on; answer the rules that report it."""
    source = WORKFLOW.format(imports="\n".join(f"import {m}" for m in modules(line)), line=line)
    report = check({"flow.py": source}, selections=(EVERY,))
    assert [w.dialect for w in report.workflows] == ["temporal"]
    return {f.name for f in report.findings if f.name != "unresolved-call"}


RESTRICTED = rows("What the sandbox restricts")
BEYOND = rows("What it does not see")


@pytest.mark.parametrize(("line", "says"), [row[1:] for row in RESTRICTED + BEYOND])
def test_a_row_says_what_is_reported(line, says):
    found = reported(line)

    if says.startswith("silent: "):
        assert found == set()
    else:
        assert found == set(re.findall(r"`([\w-]+)`", says))
        assert found


def test_all_that_the_sandbox_does_not_see_is_reported():
    assert len(BEYOND) == UNSEEN
    assert not any(says.startswith("silent") for _, _, says in BEYOND)


def test_every_silence_has_its_reason():
    silences = [says for _, _, says in RESTRICTED if "`" not in says]

    assert all(len(says) > len("silent: ") + 10 for says in silences)
    assert len(silences) < len(RESTRICTED) / 10


def test_every_row_of_the_page_is_linted():
    written = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    headings = [line for line in written if line.endswith("| samepath |")]

    assert len(headings) == len([RESTRICTED, BEYOND])
    assert len(written) - len(headings) == len(RESTRICTED) + len(BEYOND)
