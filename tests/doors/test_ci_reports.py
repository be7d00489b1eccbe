"""What CI servers show: GitLab's code quality array and JUnit's XML."""

import json
from xml.etree import ElementTree as ET

import pytest
from report.findings import ROOT, finding, flow, lines, note

from samepath.linter.report import gitlab, junit
from samepath.linter.report.finding import Location
from samepath.linter.report.style import Style

STYLE = Style(cwd=ROOT)


def quality(*findings, source=lines):
    return json.loads(gitlab.render(findings, source, STYLE))


def suites(*findings):
    return ET.fromstring(junit.render(findings, STYLE).encode())


def test_a_code_quality_issue_has_what_gitlab_asks_for():
    [issue] = quality(finding())

    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "type": "issue",
        "check_name": "wall-clock",
        "description": "RPL101: reads the clock, which decides a branch",
        "severity": "major",
        "categories": ["Bug Risk"],
        "location": {
            "path": "app/util.py",
            "lines": {"begin": 6, "end": 6},
            "positions": {
                "begin": {"line": 6, "column": 12},
                "end": {"line": 6, "column": 26},
            },
        },
    }


def test_two_causes_that_read_alike_have_two_fingerprints():
    twice = finding(), finding(location=Location(7, 12), end_location=Location(7, 26))

    def same(_):
        return ["    return datetime.now()"] * 9

    assert len({issue["fingerprint"] for issue in quality(*twice, source=same)}) == 2


def test_a_fingerprint_stays_when_lines_move_and_when_another_workflow_comes():
    moved = finding(
        location=Location(9, 12),
        end_location=Location(9, 26),
        flows=(flow(), flow(workflow="app.a.run")),
    )

    def lower(filename):
        return ["", "", "", *lines(filename)]

    [before], [after] = quality(finding()), quality(moved, source=lower)
    [other] = quality(finding(code="RPL102"))

    assert before["fingerprint"] == after["fingerprint"] != other["fingerprint"]


def test_a_finding_is_a_test_that_failed():
    suite = suites(finding(), note())

    cases = suite.findall("testsuite/testcase")
    assert suite.get("failures") == suite.find("testsuite").get("tests") == "2"
    assert [case.get("name") for case in cases] == ["random-value (RPL102)", "wall-clock (RPL101)"]
    assert (cases[1].get("file"), cases[1].get("line")) == ("app/util.py", "6")
    assert "app/flows.py:8 checkout → stamp" in cases[1].find("failure").text


def test_without_findings_one_test_passed():
    suite = suites()

    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert suite.find("testsuite/testcase/failure") is None


@pytest.mark.parametrize("odd", ['a"<b>&', "\x00\x0b\x1b", "lone\ud800", "]]>", "日本"])
def test_whatever_a_message_has_in_it_the_xml_can_be_read(odd):
    suite = suites(finding(message=odd, filename=f"{ROOT}/{odd}.py"))

    assert len(suite.findall("testsuite/testcase")) == 1
