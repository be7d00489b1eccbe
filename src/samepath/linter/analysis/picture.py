"""One workflow's calls as nodes and edges, for drawing."""

from samepath.effects import Certainty
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.places import Places, frame_name
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import STEP
from samepath.linter.report.graph import CallGraph, Edge, Node, NodeKind


def picture(observation: Observation, places: Places) -> CallGraph:
    """Draw what a workflow reaches: functions, steps, operations, gaps."""
    workflow = observation.solved.workflow
    drawing = Drawing(places)
    row = places.span(workflow.path, workflow.site)[0]
    drawing.node(workflow.name, workflow.name, "workflow", workflow.path, row)
    for _, frame in observation.solved.entries:
        if frame_name(frame) != workflow.name:
            drawing.edge(workflow.name, drawing.function(frame), row, Certainty.MUST)
    for reached in observation.reached.values():
        if reached.frame.mode.when != STEP:
            drawing.body(reached.frame)
        elif reached.how == "step":
            drawing.function(reached.frame)
    return CallGraph(workflow.name, tuple(drawing.nodes.values()), tuple(drawing.edges.values()))


class Drawing:
    """Nodes and edges, each once, in the order in which they were met."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}

    def node(self, identity: str, label: str, kind: NodeKind, path: str, row: int) -> str:
        """Add a node, and answer its identity."""
        self.nodes.setdefault(identity, Node(identity, label, kind, path, row))
        return identity

    def edge(self, source: str, target: str, row: int, certainty: Certainty) -> None:
        """Add an edge."""
        self.edges.setdefault((source, target), Edge(source, target, row, certainty))

    def function(self, frame: Frame) -> str:
        """Add a frame's function, and answer its identity."""
        path = frame.function.module.path
        row = self.places.span(path, frame.function.code.site)[0]
        name = frame_name(frame)
        return self.node(name, name, "step" if frame.mode.when == STEP else "function", path, row)

    def body(self, frame: Frame) -> None:
        """Add what a frame calls, issues, and leaves open."""
        name = self.function(frame)
        path = frame.function.module.path
        for site, callees in frame.calls.items():
            row = self.places.span(path, site)[0]
            for callee, how in callees.items():
                certainty = Certainty.MAY if how == "may" else Certainty.MUST
                self.edge(name, self.function(callee), row, certainty)
        for site, issued in frame.operations.items():
            if "step" in frame.calls.get(site, {}).values():
                continue
            row = self.places.span(path, site)[0]
            for operation in issued:
                label = f"{operation.name.rpartition('.')[2]} {operation.target}".strip()
                target = self.node(f"{path}:{row} {label}", label, "operation", path, row)
                self.edge(name, target, row, Certainty.MUST)
        for site, what in frame.gaps.items():
            row = self.places.span(path, site)[0]
            target = self.node(f"{path}:{row} {what}", what, "gap", path, row)
            self.edge(name, target, row, Certainty.MAY)
