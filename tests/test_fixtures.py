"""Every fixture yields the findings marked in its files, at their severity, and no others."""

from pathlib import Path

import pytest

from samepath.linter.project.selection import Selection
from tests.expectations import check, expected, found, read

FIXTURES = Path(__file__).parent / "fixtures"
SCENARIOS = sorted(p for p in FIXTURES.glob("*/*") if p.is_dir())


def meant(rule: str, files: dict[str, str]) -> tuple[Selection, ...]:
    """Turn on the rule of a fixture's folder and those that its marks name, preview or not."""
    names = dict.fromkeys([rule, *(name for _, _, name, _ in expected(files))])
    return (Selection(extend_select=tuple(names)),)


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_fixture(folder: Path) -> None:
    """What is marked is found; unmarked lines are silent."""
    files = read(folder)
    report = check(files, selections=meant(folder.parent.name, files))

    assert report.workflows
    assert found(report) == expected(files)


KNOWN = sorted(p for p in (Path(__file__).parent / "known_misses").glob("*/*") if p.is_dir())


@pytest.mark.parametrize("folder", KNOWN, ids=lambda p: f"{p.parent.name}/{p.name}")
@pytest.mark.xfail(strict=True, reason="known and described in docs/accuracy.md")
def test_known_miss(folder: Path) -> None:
    """What is known to be wrong is still wrong; once it is right, it moves to the fixtures."""
    files = read(folder)
    report = check(files, selections=meant(folder.parent.name, files))

    assert found(report) == expected(files)
