"""Concise output: one line per finding, with the way there."""

from report.findings import ROOT, finding, flow, note

from samepath.linter.report.concise import render
from samepath.linter.report.finding import Hop
from samepath.linter.report.style import Style


def told(*findings):
    return render(findings, Style(cwd=ROOT))


def chain(*calls):
    return tuple(Hop(f"{ROOT}/a.py", 1, 1, "f", name) for name in calls)


def test_a_finding_is_one_line_with_the_calls_that_lead_there():
    assert told(finding(message="a")) == (
        "app/util.py:6:12: error[wall-clock] RPL101 a (app.flows.checkout > stamp)\n"
    )


def test_a_finding_without_flows_has_no_way():
    assert told(note(message="a")) == "app/util.py:4:1: note[random-value] RPL102 a\n"


def test_of_a_long_chain_the_middle_is_left_out():
    assert told(finding(flows=(flow(chain=chain("b", "c", "d", "e")),))).endswith(
        " (app.flows.checkout > ... > d > e)\n"
    )


def test_other_workflows_are_counted():
    flows = (flow(workflow="a"), flow(workflow="b"), flow(workflow="b", fingerprint="2"))

    assert told(finding(flows=flows)).endswith(" (a > stamp, and 1 more)\n")


def test_whatever_the_message_contains_there_is_one_line_per_finding():
    lines = told(finding(message="two\nlines"), note()).splitlines()

    assert len(lines) == 2
    assert "RPL101 two\\x0alines (" in lines[1]
