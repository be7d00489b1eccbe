"""GitHub annotations: one line each, whatever the finding has in it."""

import pytest
from report.findings import ROOT, finding, flow, note

from samepath.effects import Severity
from samepath.linter.report.finding import Location
from samepath.linter.report.github import render
from samepath.linter.report.style import Style


def told(*findings):
    return render(findings, Style(cwd=ROOT))


def test_an_annotation_has_the_place_the_message_and_the_way_there():
    assert told(finding()) == (
        "::error title=samepath wall-clock (RPL101),file=app/util.py,line=6,endLine=6,"
        "col=12,endColumn=26::reads the clock, which decides a branch"
        "%0Afrom app.flows.checkout (dbos workflow):"
        "%0A1. app/flows.py:8 checkout calls stamp"
        "%0A2. app/util.py:6 the cause"
        "%0A3. app/flows.py:9 this decides the branch"
        "%0Ahelp: read the time in a step, or take it from the engine\n"
    )


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_each_severity_has_its_level(severity, level):
    assert told(note(severity=severity)).startswith(f"::{level} ")


def test_a_finding_over_several_lines_has_no_columns():
    written = told(finding(end_location=Location(8, 2)))

    assert "line=6,endLine=8::" in written


@pytest.mark.parametrize("message", ["50% off", "two\nlines", "a\r\n::error::b", "\x1b[31mred"])
def test_nothing_in_a_message_ends_the_line_or_starts_a_command(message):
    written = told(finding(message=message))

    assert written.count("\n") == 1
    assert written.isprintable() or written[:-1].isprintable()
    assert "%25" in written or "%" not in message


def test_a_file_name_cannot_end_the_property():
    written = told(finding(filename=f"{ROOT}/we,ird::x.py"))

    assert "file=we%2Cird%3A%3Ax.py,line=6" in written


def test_other_workflows_are_counted():
    flows = (flow(), flow(workflow="app.z.run"), flow(workflow="app.y.run"))

    assert "%0Aand 2 more workflows%0A" in told(finding(flows=flows))


def test_without_findings_nothing_is_written():
    assert told() == ""
