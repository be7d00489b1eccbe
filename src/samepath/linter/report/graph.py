"""The calls below one workflow as a picture: mermaid, dot, JSON."""

from collections.abc import Iterable, Mapping
from typing import Literal

from samepath.dataclass import dataclass
from samepath.effects import Certainty
from samepath.linter.report.cells import printable
from samepath.linter.report.style import Style, relative

NodeKind = Literal["workflow", "function", "step", "operation", "gap"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something that is called; without a file (empty, row 0) where none of the project has it."""

    id: str
    label: str
    kind: NodeKind
    filename: str
    row: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One call, by the ids of its ends; `row` is its line in the caller's file, 0 if not known."""

    caller: str
    callee: str
    row: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class CallGraph:
    """What a root reaches; edges name nodes by id."""

    root: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_MERMAID: dict[NodeKind, tuple[str, str]] = {
    "workflow": ("([", "])"),
    "function": ("[", "]"),
    "step": ("[[", "]]"),
    "operation": ("{{", "}}"),
    "gap": ("[/", "/]"),
}
_DOT: dict[NodeKind, str] = {
    "workflow": "shape=box, style=rounded, penwidth=2",
    "function": "shape=box",
    "step": "shape=box, peripheries=2",
    "operation": "shape=hexagon",
    "gap": "shape=box, style=dashed",
}


def mermaid(graph: CallGraph) -> str:
    """Write a mermaid flowchart; a likely call is dotted, the number is the line of the call."""
    ids = _ids(graph)
    drawn = ["flowchart TD"]
    for node in graph.nodes:
        left, right = _MERMAID[node.kind]
        drawn.append(f'    {ids[node.id]}{left}"{_mermaid_text(node.label)}"{right}')
    for edge in graph.edges:
        arrow = "-.->" if edge.certainty is Certainty.MAY else "-->"
        row = f"|{edge.row}|" if edge.row else ""
        drawn.append(f"    {ids[edge.caller]} {arrow}{row} {ids[edge.callee]}")
    return "\n".join(drawn) + "\n"


def dot(graph: CallGraph) -> str:
    """Write a graph for Graphviz; a likely call is dotted, the number is the line of the call."""
    ids = _ids(graph)
    drawn = [f"digraph {_dot_text(graph.root)} {{", "    rankdir=LR;"]
    for node in graph.nodes:
        look = _DOT[node.kind]
        drawn.append(f"    {ids[node.id]} [label={_dot_text(node.label)}, {look}];")
    for edge in graph.edges:
        looks = ["style=dotted"] if edge.certainty is Certainty.MAY else []
        looks += [f'label="{edge.row}"'] if edge.row else []
        drawn.append(f"    {ids[edge.caller]} -> {ids[edge.callee]} [{', '.join(looks)}];")
    return "\n".join([*drawn, "}"]) + "\n"


def as_json(graph: CallGraph, style: Style) -> dict[str, object]:
    """Give the graph as plain values; file names inside the working directory are relative."""
    return {
        "root": graph.root,
        "nodes": [
            {
                "id": node.id,
                "label": node.label,
                "kind": node.kind,
                "filename": relative(node.filename, style.cwd) or None,
                "row": node.row or None,
            }
            for node in graph.nodes
        ],
        "edges": [
            {
                "caller": edge.caller,
                "callee": edge.callee,
                "row": edge.row,
                "certainty": edge.certainty,
            }
            for edge in graph.edges
        ],
    }


def adjacency(graph: CallGraph) -> dict[str, list[str]]:
    """Give the graph as callers with their callees, by label, sorted; every node is a caller."""
    labels = {node.id: node.label for node in graph.nodes}
    callees: dict[str, set[str]] = {label: set() for label in labels.values()}
    for edge in graph.edges:
        callees[labels[edge.caller]].add(labels[edge.callee])
    return in_order(callees)


def in_order(callees: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Sort callers and callees, so that equal graphs print equally."""
    return {caller: sorted(callees[caller]) for caller in sorted(callees)}


def _ids(graph: CallGraph) -> dict[str, str]:
    """Name nodes n0, n1, ...: both languages have reserved words and narrow identifiers."""
    return {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}


def _mermaid_text(text: str) -> str:
    escapes = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;"}
    return "".join(escapes.get(char, char) for char in printable(text))


def _dot_text(text: str) -> str:
    quoted = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
