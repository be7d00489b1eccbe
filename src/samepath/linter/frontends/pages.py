"""The pages of all rules, for every frontend that explains them."""

from functools import cache

from samepath.linter.analysis.rulebook import ENGINE_RULES, load_rules
from samepath.linter.report.own_work import PAGES
from samepath.linter.report.page import Page


@cache
def pages() -> tuple[Page, ...]:
    """List the page of every rule, ordered by code."""
    rules = [Page(r.code, r.name, r.law, r.preview, r.doc) for r in load_rules()]
    own = [Page(code, name, None, False, PAGES[name]) for code, name in ENGINE_RULES.items()]
    return tuple(sorted([*rules, *own], key=lambda page: page.code))


def page_of(named: str) -> Page | None:
    """Find a rule's page by its code or its name."""
    wanted = named.lower()
    return next((page for page in pages() if wanted in {page.name, page.code.lower()}), None)
