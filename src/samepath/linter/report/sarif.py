"""SARIF 2.1.0: findings with their rules' pages, and every flow as a code flow."""

from collections.abc import Iterable, Mapping, Sequence

from samepath import __version__
from samepath.effects import Certainty, Severity
from samepath.linter.report.cells import encodable
from samepath.linter.report.finding import Finding, Flow, Place
from samepath.linter.report.frame import Lines
from samepath.linter.report.identity import identities
from samepath.linter.report.json_ import dump
from samepath.linter.report.page import Page
from samepath.linter.report.ranking import worst_first
from samepath.linter.report.route import Stop, route
from samepath.linter.report.sarif_places import Json, Places
from samepath.linter.report.style import Style
from samepath.linter.report.words import message

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FLOWS = 20
"""Flows of one finding that are told; code hosts show few, and refuse large files."""


def render(findings: Iterable[Finding], pages: Sequence[Page], lines: Lines, style: Style) -> str:
    """Write one run; addresses inside the working directory are relative to it."""
    named = identities(findings, lines, style)
    broken = {finding.code for finding, _ in named}
    rules = [page for page in pages if page.code in broken]
    numbers = {page.code: number for number, page in enumerate(rules)}
    places = Places(lines, style)
    run: Json = {
        "tool": {"driver": _driver(rules)},
        "automationDetails": {"id": "samepath/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": places.roots,
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(f, identity, numbers, places, style) for f, identity in named],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Sequence[Page]) -> Json:
    return {
        "name": "samepath",
        "fullName": f"samepath {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": f"pkg:pypi/samepath@{__version__}",  # a package URL: it names no host
        "rules": [_rule(page) for page in rules],
    }


def _rule(page: Page) -> Json:
    law = f"law-{page.law}" if page.law else "own-work"
    level = "error" if page.law else "warning"
    return {
        "id": page.code,
        "name": "".join(part.capitalize() for part in page.name.split("-")),
        "shortDescription": {"text": page.headline},
        "fullDescription": {"text": page.what_it_does},
        "help": {"text": page.markdown, "markdown": page.markdown},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": ["durable-execution", "determinism", law],
            "precision": "high",
            "problem.severity": level,
        },
    }


def _result(
    finding: Finding, identity: str, numbers: Mapping[str, int], places: Places, style: Style
) -> Json:
    flows = worst_first(finding.flows)
    stops = route(finding, flows[0]) if flows else ()
    related = [stop for stop in stops if stop.kind != "cause"]
    result: Json = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": _text(finding, flows, related, style)},
        "locations": [places.location(_at(finding))],
        "partialFingerprints": {"primaryLocationLineHash": f"{identity}:1"},
        "properties": {"consequence": finding.consequence, "certainty": finding.certainty},
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    if related:
        result["relatedLocations"] = [
            places.location(stop.place, stop.said, number) for number, stop in enumerate(related, 1)
        ]
    if flows:
        result["codeFlows"] = [_code_flow(finding, flow, places) for flow in flows[:FLOWS]]
        result["partialFingerprints"] = {
            "primaryLocationLineHash": f"{identity}:1",
            "samepathFlow/v1": flows[0].fingerprint,
        }
    return result


def _at(finding: Finding) -> Place:
    return Place(finding.filename, finding.location, finding.end_location)


def _text(finding: Finding, flows: list[Flow], related: Sequence[Stop], style: Style) -> str:
    """Link each place of the way: code hosts show those related locations that are linked."""
    said = [_plain(encodable(message(finding, style)))]
    if flows:
        said.append(f"workflow {_plain(flows[0].workflow)}")
    said += [f"[{_label(stop.said)}]({number})" for number, stop in enumerate(related, 1)]
    others = len({flow.workflow for flow in flows}) - 1
    if others > 0:
        said.append(f"and {others:,} more workflows")
    help_ = [f"help: {_plain(encodable(finding.help))}"] if finding.help else []
    return "\n".join(["; ".join(said), *help_])


def _plain(text: str) -> str:
    """Keep brackets in code from being taken for links."""
    return text.replace("](", "\\](")


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _code_flow(finding: Finding, flow: Flow, places: Places) -> Json:
    doubt = ", by a call that is likely but not certain" if flow.certainty is Certainty.MAY else ""
    stops = route(finding, flow)
    important = "essential" if flow.severity is Severity.ERROR else "important"
    return {
        "message": {"text": f"{flow.workflow} ({flow.begins_at}{doubt})"},
        "threadFlows": [
            {
                "locations": [
                    {
                        "location": places.location(stop.place, stop.said),
                        "kinds": [stop.kind],
                        "nestingLevel": 0 if stop.kind == "sink" else depth,
                        "executionOrder": depth + 1,
                        "importance": important,
                    }
                    for depth, stop in enumerate(stops)
                ]
            }
        ],
        "properties": {"fingerprint": flow.fingerprint, "consequence": flow.consequence},
    }
