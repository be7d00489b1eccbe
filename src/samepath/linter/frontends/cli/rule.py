"""`samepath rule`: the page of a rule, as its module's docstring has it."""

import re
import sys
from dataclasses import dataclass

from samepath.linter.analysis.rulebook import ENGINE_RULES, load_rules
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, write
from samepath.linter.report.own_work import PAGES
from samepath.linter.report.selection import CLEAN
from samepath.linter.report.style import Style

_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about a rule; no law stands behind the linter's own work."""

    code: str
    name: str
    law: int | None
    preview: bool
    doc: str


def run(parsed: Parsed) -> int:
    """Print one rule, or all."""
    pages = _pages()
    if not parsed.flag("all"):
        pages = [_named(parsed.text("name"), pages)]
    if parsed.text("output_format") == "json":
        from samepath.linter.report.json_ import dump

        told = [_as_json(page) for page in pages]
        write(dump(told if parsed.flag("all") else told[0]))
    else:
        look = style(parsed, sys.stdout)
        write("\n".join(_page(page, look) for page in pages))
    return CLEAN


def _pages() -> list[Page]:
    rules = [
        Page(rule.code, rule.name, int(rule.law), rule.preview, rule.doc) for rule in load_rules()
    ]
    own = [Page(code, name, None, False, PAGES[name]) for code, name in ENGINE_RULES.items()]
    return sorted([*rules, *own], key=lambda page: page.code)


def _named(wanted: str, pages: list[Page]) -> Page:
    if not wanted:
        raise CannotWork("name a rule, or give --all for all of them")
    for page in pages:
        if wanted.lower() in {page.name, page.code.lower()}:
            return page
    from difflib import get_close_matches

    known = [name for page in pages for name in (page.name, page.code)]
    near = get_close_matches(wanted, known, n=1)
    instead = f"did you mean `{near[0]}`" if near else "`samepath rule --all` has them all"
    raise CannotWork(f"there is no rule `{wanted}`; {instead}")


def _as_json(page: Page) -> dict[str, object]:
    return {
        "code": page.code,
        "name": page.name,
        "law": page.law,
        "preview": page.preview,
        "doc": page.doc,
    }


def _page(page: Page, look: Style) -> str:
    preview = ", in preview" if page.preview else ""
    title = look.paint(f"# {page.name} ({page.code}{preview})", "bold")
    body = _HEADING.sub(lambda found: look.paint(found[0], "bold cyan"), page.doc.strip())
    return f"{title}\n\n{body}\n"
