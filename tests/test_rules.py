"""Every rule keeps to its own page: its example breaks it, what to do instead does not."""

import re

import pytest

from samepath.linter.analysis.rulebook import Rule, load_rules
from samepath.linter.project.selection import Selection
from tests.expectations import check, expected, found

EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)
SECTIONS = ("## What it does", "## Why", "## Example", "## Instead", "## When to allow it")


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_page(rule: Rule) -> None:
    """The page has its sections, and both examples show what they are marked to show."""
    bad, *good = EXAMPLE.findall(rule.doc)

    assert [s for s in SECTIONS if s not in rule.doc] == []
    assert rule.name in {mark[2] for mark in expected({"example.py": bad})}
    for example in (bad, *good):
        files = {"example.py": example}
        assert found(check(files, selections=meaning(rule))) == expected(files)


def meaning(rule: Rule) -> tuple[Selection, ...]:
    """Turn on a rule that is still in preview; others are on by themselves."""
    return (Selection(extend_select=(rule.name,)),) if rule.preview else ()


def test_a_rule_in_preview_is_silent_unless_it_is_named() -> None:
    """`ALL` and the family's prefix do not mean it; its name, code and law do."""
    files = {"flow.py": "from dbos import DBOS\n@DBOS.workflow()\ndef w(): print(1)\n"}

    for selector, number in (
        ("ALL", 0),
        ("RPL", 0),
        ("RPL3", 1),
        ("RPL306", 1),
        ("console-outside-step", 1),
    ):
        assert len(found(check(files, selections=(Selection(select=(selector,)),)))) == number


def test_codes_follow_the_laws() -> None:
    """A rule's code begins with the number of its law, or with 8 where no law stands behind it."""
    assert [r.code for r in load_rules() if r.code[3] != str(r.law or 8)] == []


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_every_rule_can_be_silenced_where_it_stands(rule: Rule) -> None:
    """A suppression on the line of a cause silences it, and counts as used."""
    bad, *_ = EXAMPLE.findall(rule.doc)
    mark = re.compile(rf"# expect: {rule.name} \w+.*")
    files = {"example.py": mark.sub(f"# samepath: ignore[{rule.name}] it is meant", bad)}
    names = {name for _, _, name, _ in found(check(files, selections=meaning(rule)))}

    assert not names & {rule.name, "unused-suppression"}
