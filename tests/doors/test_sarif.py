"""SARIF: the whole of a small run, and what code hosts match and link by."""

import json
from pathlib import Path

import pytest
from report.findings import ROOT, finding, flow, lines, note

from samepath import __version__
from samepath.linter.frontends.pages import pages
from samepath.linter.report.finding import Hop, Sink
from samepath.linter.report.page import Page
from samepath.linter.report.sarif import render
from samepath.linter.report.style import Style

GOLDEN = Path(__file__).parent / "golden" / "run.sarif"
STYLE = Style(cwd=ROOT)
PAGE = Page(
    "RPL101",
    "wall-clock",
    1,
    preview=False,
    doc="A workflow reads the clock.\n\n"
    "## What it does\n\nReports a call\nthat does.\n\n## Why\n\nIt moves.\n",
)


def run(*findings, rules=(PAGE,)):
    [only] = json.loads(render(findings, rules, lines, STYLE))["runs"]
    return only


def test_a_run_is_written_as_it_always_was():
    written = render([finding()], (PAGE,), lines, STYLE)

    assert written.replace(__version__, "VERSION") == GOLDEN.read_text()


def test_each_flow_is_a_code_flow_from_the_workflow_to_the_sink():
    other = flow(workflow="app.z.run", chain=(), sink=None, fingerprint="77")
    [result] = run(finding(flows=(other, flow())))["results"]

    ways = [
        [stop["kinds"] for stop in each["threadFlows"][0]["locations"]]
        for each in result["codeFlows"]
    ]
    assert ways == [[["cause"]], [["call"], ["cause"], ["sink"]]]


def test_every_related_location_is_linked_from_the_message():
    [result] = run(finding())["results"]

    for related in result["relatedLocations"]:
        assert f"[{related['message']['text']}]({related['id']})" in result["message"]["text"]
    assert len(result["relatedLocations"]) == 2


def test_brackets_in_code_are_no_links():
    [result] = run(finding(message="calls handlers[0](1)"))["results"]

    assert result["message"]["text"].startswith("calls handlers[0\\](1)")


def test_a_rule_brings_its_page():
    [rule] = run(finding())["tool"]["driver"]["rules"]

    assert rule["shortDescription"] == {"text": "A workflow reads the clock."}
    assert rule["fullDescription"] == {"text": "Reports a call that does."}
    assert rule["help"]["markdown"].startswith("# wall-clock (RPL101)\n\nA workflow")


def test_only_rules_that_were_broken_are_told_and_results_point_at_them():
    told = run(finding(), note(), rules=pages())

    rules = [rule["id"] for rule in told["tool"]["driver"]["rules"]]
    assert rules == ["RPL101", "RPL102"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in told["results"])


@pytest.mark.parametrize(
    ("filename", "address"),
    [
        (f"{ROOT}/my app/é.py", {"uri": "my%20app/%C3%A9.py", "uriBaseId": "SRCROOT"}),
        (f"{ROOT}/a%b#c?.py", {"uri": "a%25b%23c%3F.py", "uriBaseId": "SRCROOT"}),
        (f"{ROOT}/a:b.py", {"uri": "a%3Ab.py", "uriBaseId": "SRCROOT"}),
        ("/opt/far.py", {"uri": "file:///opt/far.py"}),
        ("C:/far.py", {"uri": "file:///C%3A/far.py"}),
        (f"{ROOT}/caf\udce9.py", {"uri": "caf%E9.py", "uriBaseId": "SRCROOT"}),
    ],
)
def test_addresses_are_relative_to_the_root_and_quoted(filename, address):
    [result] = run(finding(filename=filename))["results"]

    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == address


def test_a_very_long_chain_keeps_its_ends():
    chain = tuple(Hop(f"{ROOT}/app/flows.py", row, 1, "f", "g") for row in range(1, 5000))
    [result] = run(
        finding(flows=(flow(chain=chain, sink=Sink("loop", f"{ROOT}/app/flows.py", 9, 1)),))
    )["results"]

    rows = [
        stop["location"]["physicalLocation"]["region"]["startLine"]
        for stop in result["codeFlows"][0]["threadFlows"][0]["locations"]
    ]
    assert (rows[0], rows[-2:], len(rows)) == (1, [6, 9], 201)


def test_what_the_linter_says_of_its_own_work_has_no_flow():
    [result] = run(finding(code="RPL901", name="unreadable-file", flows=()))["results"]

    assert "codeFlows" not in result
    assert "relatedLocations" not in result
    assert result["partialFingerprints"]["primaryLocationLineHash"].endswith(":1")
