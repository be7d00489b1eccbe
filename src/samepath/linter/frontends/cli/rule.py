"""`samepath rule`: the page of a rule, as its module's docstring has it."""

import re
import sys

from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, write
from samepath.linter.frontends.pages import page_of, pages
from samepath.linter.report.page import Page
from samepath.linter.report.selection import CLEAN
from samepath.linter.report.style import Style

_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


def run(parsed: Parsed) -> int:
    """Print one rule, or all."""
    told = pages() if parsed.flag("all") else (_named(parsed.text("name")),)
    if parsed.text("output_format") == "json":
        from samepath.linter.report.json_ import dump

        written = [_as_json(page) for page in told]
        write(dump(written if parsed.flag("all") else written[0]))
    else:
        look = style(parsed, sys.stdout)
        write("\n".join(_page(page, look) for page in told))
    return CLEAN


def _named(wanted: str) -> Page:
    if not wanted:
        raise CannotWork("name a rule, or give --all for all of them")
    page = page_of(wanted)
    if page is not None:
        return page
    from difflib import get_close_matches

    known = [name for page in pages() for name in (page.name, page.code)]
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
    title, _, doc = page.markdown.partition("\n")
    body = _HEADING.sub(lambda found: look.paint(found[0], "bold cyan"), doc.strip())
    return f"{look.paint(title, 'bold')}\n\n{body}\n"
