"""`samepath rule`: the page of a rule, as its module's docstring has it."""

import re
import sys

from samepath.linter.analysis.rulebook import Rule, load_rules
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, write
from samepath.linter.report.selection import CLEAN
from samepath.linter.report.style import Style

_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


def run(parsed: Parsed) -> int:
    """Print one rule, or all."""
    rules = sorted(load_rules(), key=lambda rule: rule.code)
    if not parsed.flag("all"):
        rules = [_named(parsed.text("name"), rules)]
    if parsed.text("output_format") == "json":
        from samepath.linter.report.json_ import dump

        told = [_as_json(rule) for rule in rules]
        write(dump(told if parsed.flag("all") else told[0]))
    else:
        look = style(parsed, sys.stdout)
        write("\n".join(_page(rule, look) for rule in rules))
    return CLEAN


def _named(wanted: str, rules: list[Rule]) -> Rule:
    if not wanted:
        raise CannotWork("name a rule, or give --all for all of them")
    for rule in rules:
        if wanted.lower() in {rule.name, rule.code.lower()}:
            return rule
    from difflib import get_close_matches

    known = [name for rule in rules for name in (rule.name, rule.code)]
    near = get_close_matches(wanted, known, n=1)
    instead = f"did you mean `{near[0]}`" if near else "`samepath rule --all` has them all"
    raise CannotWork(f"there is no rule `{wanted}`; {instead}")


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "law": rule.law,
        "preview": rule.preview,
        "doc": rule.doc,
    }


def _page(rule: Rule, look: Style) -> str:
    preview = ", in preview" if rule.preview else ""
    title = look.paint(f"# {rule.name} ({rule.code}{preview})", "bold")
    body = _HEADING.sub(lambda found: look.paint(found[0], "bold cyan"), rule.doc.strip())
    return f"{title}\n\n{body}\n"
