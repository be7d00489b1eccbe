"""The command in this process, with the engine replaced by one that says what a test wants."""

import json
from dataclasses import dataclass, field

import pytest

from samepath.effects import Certainty, Consequence, Severity
from samepath.linter import check
from samepath.linter.frontends.cli.run import run
from samepath.linter.report.finding import Finding, Flow, Hop, Location, Report, Sink, WorkflowRead
from samepath.linter.report.graph import CallGraph, Edge, Node


@dataclass
class Engine:
    """What the engine was asked, and what it is to answer."""

    asked: list[dict] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    workflows: tuple[WorkflowRead, ...] = ()
    calls: dict[str, list[str]] = field(default_factory=dict)
    error: Exception | None = None

    def project(self, reader, settings, roots, files=None):
        asked = {"reader": reader, "settings": settings, "roots": list(roots)}
        self.asked.append(asked)
        return Project(self, asked)


class Project:
    def __init__(self, engine, asked):
        self.engine = engine
        self.asked = asked

    def check(self, focus=None, go_on=None):
        self.asked["focus"] = focus
        if self.engine.error:
            raise self.engine.error
        return Report(self.engine.findings, self.engine.workflows, 2, 2, 30)

    def workflows(self):
        return self.engine.workflows

    def explain(self, path, row):
        return tuple(f for f in self.engine.findings if (f.filename, f.location.row) == (path, row))

    def graph(self, workflow):
        nodes = (
            Node(workflow, workflow, "workflow", "", 0),
            Node("app.stamp", "app.stamp", "function", "", 0),
        )
        return CallGraph(workflow, nodes, (Edge(workflow, "app.stamp", 4, Certainty.MUST),))

    def adjacency(self):
        return self.engine.calls


@pytest.fixture
def engine(monkeypatch):
    answering = Engine()
    monkeypatch.setattr(check, "Project", answering.project)
    return answering


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A project with a workflow and the helper that reads the clock; the current folder."""
    monkeypatch.setenv("NO_COLOR", "1")
    folder = tmp_path.resolve() / "shop"
    (folder / "app").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.samepath]\n")
    (folder / "app" / "util.py").write_text("def stamp():\n    return now()\n")
    (folder / "app" / "flows.py").write_text("def checkout():\n    if stamp():\n        pass\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def clock(shop):
    """A finding in the helper, with a flow through the workflow."""
    flow = Flow(
        "app.flows.checkout",
        "dbos",
        Severity.ERROR,
        Consequence.DIVERGES,
        Certainty.MUST,
        (Hop(f"{shop}/app/flows.py", 2, 8, "app.flows.checkout", "app.util.stamp"),),
        Sink("branch", f"{shop}/app/flows.py", 2, 5),
        "5d1f",
    )
    return Finding(
        "RPL101",
        "wall-clock",
        Severity.ERROR,
        Consequence.DIVERGES,
        Certainty.MUST,
        "reads the clock",
        "read it in a step",
        f"{shop}/app/util.py",
        Location(2, 12),
        Location(2, 17),
        (flow,),
    )


@pytest.fixture
def read(shop):
    return WorkflowRead("app.flows.checkout", "dbos", f"{shop}/app/flows.py", 1, 0, 3, 2, 0)


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def samepath(capsys):
    def ask(*arguments):
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return ask
