"""What a check says of a program, without the places where things stand."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Finding, Report

ROOT = "/program"
Verdict = Counter[tuple[object, ...]]


def check(files: Mapping[str, str], roots: Sequence[str] = (ROOT,)) -> Report:
    """Check a program that exists only in memory."""
    contents = {f"{ROOT}/{name}": source.encode() for name, source in files.items()}
    reader = OverlayReader(DiskReader(), contents)
    return Project(reader, Settings(root=ROOT, src=(ROOT,)), roots).check()


def verdict(report: Report, workflows: Collection[str] = ()) -> Verdict:
    """Count what was found: rules, severities, and how each workflow is hurt.

    Flows of other workflows than these are left out, if any are named.
    """
    return Counter(v for finding in report.findings if (v := said(finding, workflows)) is not None)


def said(finding: Finding, workflows: Collection[str]) -> tuple[object, ...] | None:
    """Write a finding without its place; None where it is about other workflows."""
    flows = [f for f in finding.flows if not workflows or f.workflow in workflows]
    if workflows and not flows:
        return None
    if not finding.flows:
        return (finding.name, finding.severity.value)
    told = sorted(
        (f.workflow, f.severity.value, f.certainty.value, f.sink.kind if f.sink else "")
        for f in flows
    )
    return (finding.name, *told)


def difference(before: Verdict, after: Verdict) -> list[str]:
    """Write a line for everything that only one of two verdicts says."""
    lost = [f"lost: {what}" for what in (before - after).elements()]
    return lost + [f"new: {what}" for what in (after - before).elements()]
