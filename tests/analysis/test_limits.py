"""Programs that are large: what is found in them, and what is said where a limit is met."""

from collections.abc import Iterable

import pytest

from samepath.linter.program import solve
from tests.expectations import check, found

HEAD = """\
import time
from dbos import DBOS

@DBOS.step()
def pay(name): ...

"""


def program(*parts: Iterable[str]) -> dict[str, str]:
    return {"flow.py": HEAD + "\n".join(line for part in parts for line in part)}


def test_a_helper_that_is_called_in_very_many_ways_is_followed_for_all_of_them():
    ways = [f"def by_{n}(x):\n    return x + {n}\n" for n in range(130)]
    late = ["def by_clock(x):\n    return time.time() + x\n"]
    helper = ["def apply(function, x):\n    return function(x)\n"]
    calls = [f"    apply(by_{n}, 1)" for n in range(130)]
    flow = ["@DBOS.workflow()", "def flow(x):", *calls, "    if apply(by_clock, x) > 3:"]

    report = check(program(ways, late, helper, flow, ["        pay(x)\n"]))

    assert [mark[2:] for mark in found(report)] == [("wall-clock", "error")]


def test_a_chain_of_hundreds_of_calls_is_followed_to_its_end():
    chain = [f"def hop_{n}(due):\n    return hop_{n + 1}(due)\n" for n in range(300)]
    last = ["def hop_300(due):\n    return time.time() > due\n"]
    flow = ["@DBOS.workflow()", "def flow(due):", "    if hop_0(due):", "        pay(due)\n"]

    report = check(program(chain, last, flow))

    assert [mark[2:] for mark in found(report)] == [("wall-clock", "error")]
    [finding] = [f for f in report.findings if f.name == "wall-clock"]
    assert len(finding.flows[0].chain) == 301


def test_a_long_chain_of_methods_and_of_operators_is_read():
    added = " + ".join(["due"] * 3000)
    asked = "due" + ".strip()" * 60
    flow = ["@DBOS.workflow()", "def flow(due):", f"    total = {added}", f"    name = {asked}"]

    report = check(program(flow, ["    if time.time() > total:", "        pay(name)\n"]))

    assert [mark[2:] for mark in found(report)] == [("wall-clock", "error")]


def test_what_only_the_compiler_refuses_is_read_all_the_same():
    flow = ["@DBOS.workflow()", "def flow(due):", "    *rest = due", "    if time.time() > due:"]
    loops = ["def no_loop():", "    break", "def nor_here():", "    continue"]
    outside = [*loops, "class Body:", "    return 1", "    nonlocal lost", ""]
    outside += ["break", "continue", "return", ""]

    report = check(program(outside, flow, ["        pay(rest)\n"]))

    assert [mark[2:] for mark in found(report)] == [("wall-clock", "error")]


def test_a_workflow_that_is_too_large_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(solve, "BUDGET", 5)
    hops = [f"def hop_{n}(due):\n    return hop_{n + 1}(due)\n" for n in range(9)]
    flow = ["@DBOS.workflow()", "def flow(due):", "    return hop_0(due)\n"]

    report = check(program(hops, flow))

    assert report.budget == ("flow.flow is too large to be followed to the end",)


def test_a_list_that_is_shuffled_and_sorted_comes_to_an_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(solve, "BUDGET", 100)
    flow = ["@DBOS.workflow()", "def flow(given):", "    names = list(given)"]
    shown = [
        "    random.shuffle(names)",
        "    for name in names:",
        "        print(name)",
        "    names.sort()",
    ]
    paid = ["    for name in names:", "        pay(name)\n"]

    report = check(program(["import random"], flow, shown, paid))

    assert report.budget == ()
    assert [mark[2:] for mark in found(report)] == [("random-value", "note")]
