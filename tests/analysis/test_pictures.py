"""The picture of a workflow: what it reaches, and what it leaves out."""

import pytest

from tests.callgraph.marks import project

CLOCKS = """\
import time


def late(due):
    return time.time() > due
"""

TEMPORAL = """\
from datetime import timedelta

from temporalio import activity, workflow

from clocks import late


@activity.defn
async def send(name: str) -> None:
    deliver(name)


def deliver(name: str) -> None: ...


@workflow.defn
class Remind:
    @workflow.signal
    def stop(self) -> None:
        self.stopped = late(1)

    @workflow.run
    async def run(self, name: str) -> None:
        await workflow.sleep(60)
        await workflow.execute_activity(send, name, start_to_close_timeout=timedelta(seconds=1))
"""

DBOS = """\
from dbos import DBOS

import unknown_sdk


@DBOS.step()
def send(name):
    deliver(name)


def deliver(name): ...


@DBOS.workflow()
def child(name):
    send(name)


@DBOS.workflow()
def remind(name: str) -> None:
    unknown_sdk.connect(name)
    child(name)
    send(name)
    DBOS.sleep(3)
    DBOS.start_workflow(child, name)
"""


def drawn(files: dict[str, str], workflow: str) -> tuple[set, set]:
    """Draw a workflow; answer its nodes by kind and label, and its edges by label."""
    graph = project(files).graph(workflow)
    labels = {node.id: node.label for node in graph.nodes}
    nodes = {(node.kind, node.label, node.row) for node in graph.nodes}
    return nodes, {(labels[e.caller], labels[e.callee], e.row) for e in graph.edges}


def test_a_class_leads_to_its_entries_and_these_to_operations_and_functions():
    nodes, edges = drawn({"flows.py": TEMPORAL, "clocks.py": CLOCKS}, "Remind")

    assert nodes == {
        ("workflow", "flows.Remind", 17),
        ("function", "flows.Remind.run", 23),
        ("function", "flows.Remind.stop", 19),
        ("function", "clocks.late", 4),
        ("operation", "sleep", 24),
        ("operation", "execute_activity send", 25),
    }
    assert edges == {
        ("flows.Remind", "flows.Remind.run", 17),
        ("flows.Remind", "flows.Remind.stop", 17),
        ("flows.Remind.run", "sleep", 24),
        ("flows.Remind.run", "execute_activity send", 25),
        ("flows.Remind.stop", "clocks.late", 20),
    }


def test_steps_are_leaves_and_what_cannot_be_followed_is_drawn_too():
    nodes, edges = drawn({"flows.py": DBOS}, "remind")

    assert ("step", "flows.send", 7) in nodes
    assert not any("deliver" in label for _, label, _ in nodes)
    assert ("gap", "unknown_sdk.connect, which no catalogue knows", 21) in nodes
    assert ("operation", "start_workflow child", 25) in nodes
    assert {callee for caller, callee, _ in edges if caller == "flows.send"} == set()
    assert ("flows.remind", "flows.send", 23) in edges


def test_a_step_is_drawn_once_and_not_as_an_operation_besides():
    nodes, _ = drawn({"flows.py": DBOS}, "remind")

    assert sorted(label for kind, label, _ in nodes if "send" in label) == ["flows.send"]


def test_a_workflow_of_no_such_name_is_told_with_those_there_are():
    with pytest.raises(LookupError, match=r"there is no workflow forget; .*flows\.remind"):
        project({"flows.py": DBOS}).graph("forget")


def test_a_name_that_two_workflows_have_is_asked_for_in_full():
    files = {"flows.py": DBOS, "others.py": DBOS}

    with pytest.raises(LookupError, match=r"more than one workflow is called remind"):
        project(files).graph("remind")
    assert project(files).graph("others.remind").root == "others.remind"
