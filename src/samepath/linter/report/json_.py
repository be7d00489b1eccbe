"""Findings as one JSON array: fields named as ruff names them, then ours."""

import json
from collections.abc import Iterable

from samepath.linter.report.cells import encodable
from samepath.linter.report.finding import Finding, Flow, Hop, Location, Sink
from samepath.linter.report.ranking import in_order, worst_first
from samepath.linter.report.style import Style, relative
from samepath.linter.report.words import message


def render(findings: Iterable[Finding], style: Style) -> str:
    """Write the array; file names inside the working directory are relative to it."""
    return dump([_finding(finding, style) for finding in in_order(findings)])


def dump(value: object) -> str:
    """Write a value as ASCII, so that no encoding between here and a reader can spoil it."""
    return json.dumps(_encodable(value), indent=2) + "\n"


def _finding(finding: Finding, style: Style) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "consequence": finding.consequence,
        "certainty": finding.certainty,
        "message": message(finding, style),
        "filename": relative(finding.filename, style.cwd),
        "location": _location(finding.location),
        "end_location": _location(finding.end_location),
        "url": finding.url,
        "fix": finding.fix,
        "flows": [_flow(flow, style) for flow in worst_first(finding.flows)],
    }


def _flow(flow: Flow, style: Style) -> dict[str, object]:
    return {
        "workflow": flow.workflow,
        "dialect": flow.dialect,
        "severity": flow.severity,
        "consequence": flow.consequence,
        "certainty": flow.certainty,
        "chain": [_hop(hop, style) for hop in flow.chain],
        "sink": _sink(flow.sink, style) if flow.sink else None,
        "fingerprint": flow.fingerprint,
    }


def _hop(hop: Hop, style: Style) -> dict[str, object]:
    return {
        "filename": relative(hop.filename, style.cwd),
        "row": hop.row,
        "column": hop.column,
        "function": hop.function,
        "calls": hop.calls,
    }


def _sink(sink: Sink, style: Style) -> dict[str, object]:
    return {
        "kind": sink.kind,
        "filename": relative(sink.filename, style.cwd),
        "row": sink.row,
        "column": sink.column,
    }


def _location(location: Location) -> dict[str, int]:
    return {"row": location.row, "column": location.column}


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {encodable(str(key)): _encodable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(inner) for inner in value]
    return value
