"""JUnit's XML, which every CI server can show: a finding is a test that failed."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from samepath.linter.report.cells import encodable, printable
from samepath.linter.report.finding import Finding
from samepath.linter.report.ranking import in_order
from samepath.linter.report.style import Style, relative
from samepath.linter.report.text import render as as_text
from samepath.linter.report.words import message

_HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def render(findings: Iterable[Finding], style: Style) -> str:
    """Write one test case per finding; without any, one that passed."""
    found = in_order(findings)
    cases = [_case(finding, style) for finding in found]
    figures = f'tests="{len(cases) or 1}" failures="{len(found)}" errors="0"'
    return "\n".join(
        [
            _HEAD,
            f'<testsuites name="samepath" {figures}>',
            f'<testsuite name="samepath" {figures}>',
            *(cases or ['<testcase name="nothing found" classname="samepath"/>']),
            "</testsuite>",
            "</testsuites>\n",
        ]
    )


def _case(finding: Finding, style: Style) -> str:
    path = relative(finding.filename, style.cwd)
    row, column = finding.location.row, finding.location.column
    module = path.removesuffix(".py")
    said = message(finding, style)
    plain = Style(cwd=style.cwd)
    told = as_text([finding], lambda _: (), plain).strip()
    return (
        f"<testcase name={_attribute(f'{finding.name} ({finding.code})')} "
        f"classname={_attribute(module)} file={_attribute(path)} "
        f'line="{row}" column="{column}">'
        f"<failure message={_attribute(said)} type={_attribute(finding.severity)}>"
        f"{_text(told)}</failure></testcase>"
    )


def _attribute(text: str) -> str:
    return quoteattr(printable(encodable(text)))


def _text(text: str) -> str:
    """Escape line by line: control characters are not XML at all."""
    return escape("\n".join(printable(encodable(line)) for line in text.split("\n")))
