"""Full text as people see it: against files that were read by eye, and case by case."""

from dataclasses import replace
from pathlib import Path

import pytest
from report.findings import ROOT, finding, flow, gap, lines, note, report

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter.report.finding import Hop, Location, Place, Sink
from samepath.linter.report.selection import touching
from samepath.linter.report.style import Style
from samepath.linter.report.summary import summary
from samepath.linter.report.text import render
from samepath.linter.report.words import short

GOLDEN = Path(__file__).parent / "golden"
PLAIN = Style(cwd=ROOT)

EVERYTHING = (
    finding(
        flows=(
            flow(workflow="app.late.remind", certainty=Certainty.MAY, severity=Severity.WARNING),
            flow(),
        )
    ),
    note(),
    gap(),
)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("full.txt", PLAIN),
        ("full-ascii.txt", replace(PLAIN, encoding="ascii")),
        ("full-colour.txt", replace(PLAIN, colour=True, links=True)),
    ],
)
def test_full_output_is_the_one_that_was_read_by_eye(name, style):
    told = report(*EVERYTHING, budget=("2,000 functions in app.late.remind",))

    drawn = render(told.findings, lines, style) + summary(told, style, notes=True, gaps=True)

    assert drawn == (GOLDEN / name).read_text(encoding="utf-8")


def test_every_flow_is_drawn_when_asked_for():
    drawn = render(EVERYTHING[:1], lines, PLAIN, every_flow=True)

    assert "app.flows.checkout (dbos workflow)\n" in drawn
    assert "app.late.remind (dbos workflow, by a call that is likely but not certain)\n" in drawn
    assert "more workflow" not in drawn


def test_many_other_workflows_are_counted_and_three_of_them_named():
    flows = [flow(workflow=f"app.w{number}.run") for number in range(6)]

    drawn = render([finding(flows=tuple(flows))], lines, PLAIN)

    assert "and 5 more workflows: app.w1.run, app.w2.run, app.w3.run, …\n" in drawn


def test_other_ways_in_the_same_workflow_are_counted():
    other = flow(sink=Sink("result", f"{ROOT}/app/flows.py", 11, 5), fingerprint="77")

    assert "and in 1 more way in this workflow\n" in render(
        [finding(flows=(flow(), other))], lines, PLAIN
    )


def test_a_long_chain_leaves_out_its_middle():
    hops = tuple(
        Hop(f"{ROOT}/app/deep.py", row, 5, f"deep.f{row}", f"deep.f{row + 1}")
        for row in range(1, 31)
    )

    drawn = render([finding(flows=(flow(chain=hops),))], lines, PLAIN)

    assert "… 18 more calls\n" in drawn
    assert "f6 → f7" in drawn
    assert "f7 → f8" not in drawn
    assert "f25 → f26" in drawn


def test_a_finding_in_the_workflow_itself_has_one_branch_and_its_sink():
    drawn = render([finding(flows=(flow(chain=()),))], lines, PLAIN)

    assert (
        "   app.flows.checkout (dbos workflow)\n"
        "   ├─ app/util.py:6 datetime.now()\n"
        "   └─ app/flows.py:9 decides the branch  if started > order.limit:\n"
    ) in drawn


def test_a_cause_in_the_body_of_a_module_is_in_no_function():
    hop = Hop(f"{ROOT}/app/flows.py", 8, 15, "app.flows.checkout", "app.prices.total")

    drawn = render([finding(flows=(flow(chain=(hop,)),))], lines, PLAIN)

    assert (
        "   ├─ app/flows.py:8 checkout → app.prices.total\n   │  └─ app/util.py:6 datetime.now()\n"
    ) in drawn


def test_a_flow_without_a_sink_ends_at_the_cause():
    drawn = render([finding(flows=(flow(sink=None),))], lines, PLAIN)

    assert (
        "   └─ app/flows.py:8 checkout → stamp\n      └─ app/util.py:6 stamp → datetime.now()\n"
    ) in drawn


def test_a_moved_finding_names_its_cause_and_shows_the_flow_that_passes_its_place():
    elsewhere = flow(
        workflow="app.aaa.first",
        chain=(Hop(f"{ROOT}/app/aaa.py", 2, 1, "app.aaa.first", "app.util.stamp"),),
        sink=None,
    )
    told = touching(report(finding(flows=(elsewhere, flow()))), [f"{ROOT}/app/flows.py"])

    drawn = render(told.findings, lines, PLAIN)

    assert drawn.startswith(
        "app/flows.py:8:15: error[wall-clock] RPL101 "
        "reads the clock, which decides a branch, in app/util.py:6\n"
    )
    assert "   app.flows.checkout (dbos workflow)\n" in drawn
    assert "app/util.py:6 stamp → datetime.now()" in drawn
    assert "and 1 more workflow: app.aaa.first" in drawn


def test_a_finding_in_a_file_that_cannot_be_read_has_no_frame():
    drawn = render([finding(filename="/gone.py", flows=())], lines, PLAIN)

    assert drawn.splitlines()[1] == "   help: read the time in a step, or take it from the engine"


def test_what_a_file_name_or_message_contains_cannot_steer_the_terminal():
    drawn = render(
        [finding(filename=f"{ROOT}/a\x1b[2J\n.py", message="bad \u202e text\udcff", flows=())],
        lines,
        PLAIN,
    )

    assert drawn.startswith(r"a\x1b[2J\x0a.py:6:12: error[wall-clock] RPL101 bad \u202e text\xff")


def test_findings_come_in_the_order_of_files_and_places_whatever_order_they_are_given_in():
    first = finding(filename=f"{ROOT}/a.py")
    second = finding(location=Location(2, 9))
    third = finding()

    assert render([third, first, second], lines, PLAIN) == render(
        [first, second, third], lines, PLAIN
    )


def test_the_worst_flow_is_told_and_of_equals_the_shortest():
    long = flow(workflow="app.a.long", chain=flow().chain * 2)
    leak = flow(
        workflow="app.a.leak",
        severity=Severity.WARNING,
        consequence=Consequence.LEAKS,
        chain=(),
    )

    drawn = render([finding(flows=(leak, long, flow()))], lines, PLAIN)

    assert "   app.flows.checkout (dbos workflow)\n" in drawn
    assert "and 2 more workflows: app.a.long, app.a.leak\n" in drawn


class TestSummary:
    def test_counts_each_severity_and_says_what_is_hidden_and_how_to_see_it(self):
        told = summary(
            report(finding(), finding(), note(), gap(), gap()), PLAIN, notes=False, gaps=False
        )

        assert told == (
            "2 errors (not shown: 1 note, see --show-notes and 2 gaps, see --show-gaps)\n"
            "read 12 of 340 files, 5,210 lines; 2 workflows found, 1 read completely; 2 gaps\n"
        )

    def test_says_that_nothing_was_found(self):
        told = summary(report(), PLAIN, notes=False, gaps=False)

        assert told.startswith("no findings\n")

    def test_says_that_nothing_was_checked_where_there_is_no_workflow(self):
        told = summary(report(workflows=()), PLAIN, notes=False, gaps=False)

        assert told.endswith("no workflow found, so nothing was checked\n")

    def test_names_the_limits_that_were_hit(self):
        told = summary(report(budget=("a", "b")), PLAIN, notes=False, gaps=False)

        assert told.endswith("limits hit, so something may be missing: a; b\n")


def test_a_cause_on_several_lines_is_quoted_up_to_the_end_of_the_first():
    place = Place(f"{ROOT}/app/util.py", Location(5, 5), Location(6, 26))

    drawn = render([finding(cause=place, location=Location(1, 1))], lines, PLAIN)

    assert 'stamp → """When it is, now."""…\n' in drawn


@pytest.mark.parametrize(
    ("name", "filename", "expected"),
    [
        ("app.flows.checkout", "/srv/app/flows.py", "checkout"),
        ("app.flows.Order.ship", "/srv/app/flows.py", "Order.ship"),
        ("flows.run", "/srv/flows.py", "run"),
        ("app.orders.place", "/srv/app/orders/__init__.py", "place"),
        ("app.flows.flows.run", "/srv/app/flows.py", "run"),
        ("app.flows", "/srv/app/flows.py", "app.flows"),
        ("stripe.Charge.create", "/srv/app/flows.py", "stripe.Charge.create"),
        ("workflows.run", "/srv/app/flows.py", "workflows.run"),
    ],
)
def test_a_function_is_told_without_its_module_where_its_file_stands_beside_it(
    name, filename, expected
):
    assert short(name, filename) == expected
