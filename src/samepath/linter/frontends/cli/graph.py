"""`samepath graph`: what a workflow calls, or what everything calls."""

import sys
from collections.abc import Collection, Mapping

from samepath.effects import Certainty
from samepath.linter.frontends.cli.opening import open_folder, open_paths
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, write
from samepath.linter.report.graph import (
    CallGraph,
    Edge,
    Node,
    adjacency,
    as_json,
    dot,
    in_order,
    mermaid,
)
from samepath.linter.report.selection import CLEAN


def run(parsed: Parsed) -> int:
    """Print the graph of one workflow, or with --all of a folder."""
    target = parsed.text("target")
    if parsed.flag("all"):
        calls = in_order(open_folder(parsed, target or ".").project.adjacency())
        write(_everything(calls, target or ".", parsed))
        return CLEAN
    [program] = open_paths(parsed, ()).programs
    names = {read.workflow for read in program.project.workflows()}
    try:
        drawn = program.project.graph(_workflow(target, names))
    except LookupError as error:  # two workflows of one name
        raise CannotWork(str(error)) from error
    write(_one(drawn, parsed))
    return CLEAN


def _everything(calls: Mapping[str, list[str]], root: str, parsed: Parsed) -> str:
    if parsed.text("format") == "adjacency":
        from samepath.linter.report.json_ import dump

        return dump(calls)
    names = sorted({*calls, *(callee for callees in calls.values() for callee in callees)})
    nodes = tuple(Node(name, name, "function", "", 0) for name in names)
    edges = tuple(
        Edge(caller, callee, 0, Certainty.MUST)
        for caller, callees in calls.items()
        for callee in callees
    )
    return _one(CallGraph(root, nodes, edges), parsed)


def _one(graph: CallGraph, parsed: Parsed) -> str:
    form = parsed.text("format")
    if form == "mermaid":
        return mermaid(graph)
    if form == "dot":
        return dot(graph)
    from samepath.linter.report.json_ import dump

    if form == "adjacency":
        return dump(adjacency(graph))
    return dump(as_json(graph, style(parsed, sys.stdout)))


def _workflow(wanted: str, names: Collection[str]) -> str:
    """Find a workflow by its dotted name or by the end of it, if only one ends so."""
    if not names:
        raise CannotWork("no workflow found, so there is none to draw")
    if wanted in names:
        return wanted
    ending = sorted(name for name in names if wanted and name.endswith(f".{wanted}"))
    if len(ending) == 1:
        return ending[0]
    if ending:
        raise CannotWork(f"`{wanted}` is not one workflow but several: {', '.join(ending)}")
    if not wanted:
        raise CannotWork(f"name the workflow to draw, one of: {', '.join(sorted(names))}")
    raise CannotWork(f"there is no workflow `{wanted}`; {_instead(wanted, names)}")


def _instead(wanted: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, sorted(names), n=1, cutoff=0.4)
    return f"did you mean `{near[0]}`" if near else "`samepath workflows` lists them"
