"""What a fixture expects, and what a check of it finds."""

import re
from collections.abc import Mapping
from pathlib import Path

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Report

EXPECT = re.compile(
    r'# expect: (?P<rule>[a-z-]+) (?P<severity>error|warning|note)(?: "(?P<text>[^"]*)")?'
)
Mark = tuple[str, int, str, str]
"""File, row, rule, severity."""


def expected(files: Mapping[str, str]) -> list[Mark]:
    """List the marks in a program's files; one line may hold several."""
    return sorted(
        (name, row, mark["rule"], mark["severity"])
        for name, source in files.items()
        for row, line in enumerate(source.splitlines(), start=1)
        for mark in EXPECT.finditer(line)
    )


def read(folder: Path) -> dict[str, str]:
    """Read a fixture's files."""
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*.py"))}


def check(files: Mapping[str, str], root: str = "/program", **settings: object) -> Report:
    """Check a program that exists only in memory."""
    reader = OverlayReader(DiskReader(), {f"{root}/{n}": s.encode() for n, s in files.items()})
    return Project(reader, Settings(root=root, src=(root,), **settings), [root]).check()  # type: ignore[arg-type]


def found(report: Report, root: str = "/program") -> list[Mark]:
    """List what a check found, gaps left out."""
    return sorted(
        (f.filename.removeprefix(f"{root}/"), f.location.row, f.name, f.severity.value)
        for f in report.findings
        if f.name != "unresolved-call"
    )
