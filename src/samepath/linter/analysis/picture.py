"""One workflow's calls as nodes and edges, for drawing."""

from samepath.effects import Certainty
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.places import Places, frame_name
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import STEP
from samepath.linter.report.graph import CallGraph, Edge, Node, NodeKind


def picture(observation: Observation, places: Places) -> CallGraph:
    """Draw what a workflow reaches: functions, steps, operations, gaps."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    workflow = observation.solved.workflow
    row = places.span(workflow.path, workflow.site)[0]
    nodes[workflow.name] = Node(workflow.name, workflow.name, "workflow", workflow.path, row)
    for _, frame in observation.solved.entries:
        if frame_name(frame) != workflow.name:
            add_function(nodes, places, frame)
            key = (workflow.name, frame_name(frame))
            edges.setdefault(key, Edge(*key, row, Certainty.MUST))
    for reached in observation.reached.values():
        frame = reached.frame
        if frame.mode.when == STEP and reached.how != "step":
            continue
        name = add_function(nodes, places, frame)
        if frame.mode.when == STEP:
            continue
        path = frame.function.module.path
        for site, callees in frame.calls.items():
            for callee, how in callees.items():
                target = add_function(nodes, places, callee)
                certainty = Certainty.MAY if how == "may" else Certainty.MUST
                edges.setdefault(
                    (name, target), Edge(name, target, places.span(path, site)[0], certainty)
                )
        for site, issued in frame.operations.items():
            for operation in issued:
                if any(how == "step" for how in frame.calls.get(site, {}).values()):
                    continue
                label = operation.name.rpartition(".")[2]
                label = f"{label} {operation.target}".strip()
                at = places.span(path, site)[0]
                identity = f"{path}:{at} {label}"
                nodes.setdefault(identity, Node(identity, label, "operation", path, at))
                edges.setdefault((name, identity), Edge(name, identity, at, Certainty.MUST))
        for site, what in frame.gaps.items():
            at = places.span(path, site)[0]
            identity = f"{path}:{at} {what}"
            nodes.setdefault(identity, Node(identity, what, "gap", path, at))
            edges.setdefault((name, identity), Edge(name, identity, at, Certainty.MAY))
    return CallGraph(workflow.name, tuple(nodes.values()), tuple(edges.values()))


def add_function(nodes: dict[str, Node], places: Places, frame: Frame) -> str:
    """Add a frame's function as a node."""
    name = frame_name(frame)
    if name not in nodes:
        path = frame.function.module.path
        row = places.span(path, frame.function.code.site)[0]
        kind: NodeKind = "step" if frame.mode.when == STEP else "function"
        nodes[name] = Node(name, name, kind, path, row)
    return name
