"""The JSON array: its fields, its order, and that any reader can take it."""

import json

import pytest
from report.findings import ROOT, finding, flow, gap, note, report

from samepath.effects import Certainty, Severity
from samepath.linter.report.json_ import dump, render
from samepath.linter.report.selection import touching
from samepath.linter.report.style import Style

STYLE = Style(cwd=ROOT)


def told(*findings):
    return json.loads(render(findings, STYLE))


def test_a_finding_has_exactly_these_fields():
    assert told(finding()) == [
        {
            "code": "RPL101",
            "name": "wall-clock",
            "severity": "error",
            "consequence": "diverges",
            "certainty": "must",
            "message": "reads the clock, which decides a branch",
            "filename": "app/util.py",
            "location": {"row": 6, "column": 12},
            "end_location": {"row": 6, "column": 26},
            "url": None,
            "fix": None,
            "flows": [
                {
                    "workflow": "app.flows.checkout",
                    "dialect": "dbos",
                    "severity": "error",
                    "consequence": "diverges",
                    "certainty": "must",
                    "chain": [
                        {
                            "filename": "app/flows.py",
                            "row": 8,
                            "column": 15,
                            "function": "app.flows.checkout",
                            "calls": "app.util.stamp",
                        }
                    ],
                    "sink": {
                        "kind": "branch",
                        "filename": "app/flows.py",
                        "row": 9,
                        "column": 8,
                    },
                    "fingerprint": "5d1f",
                }
            ],
        }
    ]


def test_no_findings_are_an_empty_array():
    assert render([], STYLE) == "[]\n"


def test_the_same_findings_in_another_order_are_the_same_bytes():
    worse = flow(workflow="app.z.run")
    doubt = flow(workflow="app.a.run", certainty=Certainty.MAY, severity=Severity.WARNING)
    forth = [finding(flows=(worse, doubt)), note(), gap()]
    back = [gap(), note(), finding(flows=(doubt, worse))]

    assert render(forth, STYLE) == render(back, STYLE)
    assert [f["workflow"] for f in told(*forth)[-1]["flows"]] == ["app.z.run", "app.a.run"]


def test_a_file_outside_the_working_directory_keeps_its_absolute_name():
    assert told(finding(filename="/srv/shopping/a.py"))[0]["filename"] == "/srv/shopping/a.py"
    assert told(finding(filename="/opt/a.py"))[0]["filename"] == "/opt/a.py"


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ('we"ird\n\t\x1b.py', 'we"ird\n\t\x1b.py'),
        ("日本/é.py", "日本/é.py"),
        ("caf\udce9.py", "caf\\xe9.py"),
        ("lone\ud800.py", "lone\\ud800.py"),
    ],
)
def test_odd_file_names_are_still_json_that_every_reader_takes(filename, expected):
    written = render([finding(filename=f"{ROOT}/{filename}")], STYLE)

    assert written.isascii()
    assert json.loads(written)[0]["filename"] == expected
    json.loads(written)[0]["filename"].encode()


def test_keys_are_made_readable_too():
    assert json.loads(dump({"a\udcff": ["b"]})) == {"a\\xff": ["b"]}


def test_a_moved_finding_stands_at_its_new_place_and_says_where_the_cause_is():
    [moved] = told(*touching(report(finding()), [f"{ROOT}/app/flows.py"]).findings)

    assert moved["filename"] == "app/flows.py"
    assert moved["location"] == {"row": 8, "column": 15}
    assert moved["message"].endswith(", in app/util.py:6")
