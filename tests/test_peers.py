"""What other analysers of durable workflows look for, as little programs of our own."""

from pathlib import Path

import pytest

from samepath.linter.analysis.rulebook import load_rules
from samepath.linter.project.selection import Selection
from tests.expectations import check, expected, found

HERE = Path(__file__).parent / "peers"
SITUATIONS = sorted(HERE.glob("*/*.py"))
ALL = (Selection(extend_select=tuple(rule.name for rule in load_rules())),)


@pytest.mark.parametrize("file", SITUATIONS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_what_a_peer_looks_for_is_found_and_nothing_else(file: Path) -> None:
    """Each situation is marked with what we say of it; all rules are on."""
    files = {file.name: file.read_text()}
    marks = expected(files)

    assert marks
    assert found(check(files, selections=ALL)) == marks
