"""What is told, where it is told, and the exit status."""

import pytest
from report.findings import ROOT, finding, flow, gap, note, report

from samepath.effects import Consequence, Severity
from samepath.linter.report.finding import Hop, Location, Place, Sink
from samepath.linter.report.selection import exit_status, is_gap, is_shown, strict, touching

UNSURE = {"severity": Severity.NOTE, "consequence": Consequence.UNKNOWN}


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ([], 0),
        ([note(), gap()], 0),
        ([note(severity=Severity.WARNING)], 1),
        ([finding()], 1),
    ],
)
def test_errors_and_warnings_make_the_status_one(findings, status):
    assert exit_status(findings) == status


def test_notes_and_gaps_are_shown_only_when_asked_for():
    shown = {
        (notes, gaps): [is_shown(f, notes=notes, gaps=gaps) for f in (finding(), note(), gap())]
        for notes in (False, True)
        for gaps in (False, True)
    }

    assert shown == {
        (False, False): [True, False, False],
        (True, False): [True, True, False],
        (False, True): [True, False, True],
        (True, True): [True, True, True],
    }


def test_a_warning_about_the_linters_own_work_is_no_gap():
    assert is_gap(gap())
    assert not is_gap(gap(severity=Severity.WARNING))
    assert not is_gap(gap(consequence=Consequence.HARMLESS))
    assert not is_gap(note(consequence=Consequence.UNKNOWN))


class TestStrict:
    def test_makes_an_unknown_consequence_a_warning(self):
        [told] = strict(report(note(**UNSURE, flows=(flow(**UNSURE),)))).findings

        assert told.severity is Severity.WARNING
        assert told.flows[0].severity is Severity.WARNING

    def test_leaves_gaps_harmless_notes_and_errors_as_they_are(self):
        before = report(gap(), note(), finding())

        assert strict(before) == before

    def test_leaves_a_level_that_the_settings_give_a_rule(self):
        before = report(note(consequence=Consequence.DIVERGES, flows=(flow(),)))

        assert strict(before) == before


class TestTouching:
    def place(self, named, told=None):
        kept = touching(report(told or finding()), named).findings
        return [(f.filename.removeprefix(f"{ROOT}/"), f.location.row) for f in kept]

    def test_keeps_a_finding_whose_cause_is_in_a_named_file_as_it_is(self):
        before = report(finding(), gap())

        after = touching(before, [f"{ROOT}/app/util.py", f"{ROOT}/app/flows.py"])

        assert set(after.findings) == set(before.findings)

    def test_keeps_the_workflows_in_named_files_and_those_that_are_hurt(self):
        def kept(*named):
            return [read.workflow for read in touching(report(finding()), named).workflows]

        assert kept(f"{ROOT}/app/util.py") == ["app.flows.checkout"]
        assert kept(f"{ROOT}/app/late.py") == ["app.late.remind"]
        assert kept(f"{ROOT}/app") == ["app.flows.checkout", "app.late.remind"]
        assert kept(f"{ROOT}/docs") == []

    def test_reports_at_the_call_nearest_to_the_cause(self):
        hops = (
            Hop(f"{ROOT}/app/flows.py", 8, 15, "a", "b"),
            Hop(f"{ROOT}/app/middle.py", 3, 1, "b", "c"),
            Hop(f"{ROOT}/app/middle.py", 5, 1, "c", "d"),
        )
        told = finding(flows=(flow(chain=hops),))

        assert self.place([f"{ROOT}/app/middle.py"], told) == [("app/middle.py", 5)]

    def test_reports_at_the_sink_where_no_call_is_in_a_named_file(self):
        told = finding(flows=(flow(sink=Sink("branch", f"{ROOT}/app/sink.py", 4, 8)),))

        assert self.place([f"{ROOT}/app/sink.py"], told) == [("app/sink.py", 4)]

    def test_reports_at_the_workflow_where_only_that_is_in_a_named_file(self):
        told = finding(flows=(flow(workflow="app.late.remind"),))

        assert self.place([f"{ROOT}/app/late.py"], told) == [("app/late.py", 3)]

    def test_drops_a_finding_that_touches_no_named_file(self):
        assert self.place([f"{ROOT}/app/other.py", f"{ROOT}/ap"]) == []

    def test_takes_folders_for_all_that_is_in_them(self):
        assert self.place([f"{ROOT}/app"]) == self.place(["/"]) == [("app/util.py", 6)]

    def test_remembers_where_the_cause_is(self):
        [moved] = touching(report(finding()), [f"{ROOT}/app/flows.py"]).findings

        assert moved.cause == Place(f"{ROOT}/app/util.py", Location(6, 12), Location(6, 26))
        assert moved.flows == finding().flows

    def test_moving_twice_still_names_the_first_cause(self):
        once = touching(report(finding()), [f"{ROOT}/app/flows.py"])

        assert touching(once, [f"{ROOT}/app/flows.py"]) == once
