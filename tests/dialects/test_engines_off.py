"""Engines whose dialects are off: silent unless asked for, then like any other."""

import textwrap

import pytest

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Marker, Selection, Settings
from tests.expectations import check, expected, found

GRAPH = """
    '''An entrypoint that is resumed after an interrupt.'''

    import random
    import time
    import uuid

    from langgraph.func import entrypoint, task
    from langgraph.types import interrupt

    @task
    def write(topic: str) -> str:
        return f"{topic} {uuid.uuid4()}"

    @entrypoint(checkpointer=object())
    def essay(topic: str) -> str:
        {BODY}
"""
FLOW = """
    '''A flow that is run again when it is retried.'''

    import random
    import time
    import uuid

    from prefect import flow, task
    from prefect.flow_runs import suspend_flow_run

    @task(name="write")
    def write(topic: str) -> str:
        return f"{topic} {uuid.uuid4()}"

    @flow(retries=2)
    def essay(topic: str) -> str:
        {BODY}
"""
GUILTY = {
    "clock decides": """
        if time.time() > 5:  # expect: wall-clock error
            write(topic)
        return "done"
    """,
    "draw decides": """
        if random.random() > 0.5:  # expect: random-value error
            return "none"
        return write(topic)
    """,
    "order of a set": """
        for word in set(topic.split()):  # expect: unordered-iteration error
            write(word)
        return "done"
    """,
}
ORDERED = "unordered-iteration error"
PICKED = "unordered-iteration warning"  # tasks are found by their inputs, in whatever order
INNOCENT = {
    "clock in a task": """
        @task
        def clock() -> float:
            return time.time()

        if clock() > 5:
            write(topic)
        return "done"
    """,
    "draw of a seeded generator": """
        if random.Random(topic).random() > 0.5:
            return "none"
        return write(topic)
    """,
    "sorted set": """
        for word in sorted(set(topic.split())):
            write(word)
        return "done"
    """,
}


def program(engine, body):
    frame = {"langgraph": GRAPH, "prefect": FLOW}[engine]
    lines = textwrap.dedent(frame).partition("    {BODY}")
    body = body.replace(ORDERED, PICKED) if engine == "prefect" else body
    return {"flows.py": lines[0] + textwrap.indent(textwrap.dedent(body), "    ")}


@pytest.mark.parametrize("engine", ["langgraph", "prefect"])
@pytest.mark.parametrize("body", [*GUILTY.values(), *INNOCENT.values()], ids=[*GUILTY, *INNOCENT])
def test_a_dialect_that_is_off_judges_once_it_is_named(engine, body):
    files = program(engine, body)
    assert found(check(files, dialects=(engine,))) == expected(files)


@pytest.mark.parametrize("engine", ["langgraph", "prefect"])
@pytest.mark.parametrize("body", GUILTY.values(), ids=GUILTY)
def test_and_is_silent_until_then(engine, body):
    report = check(program(engine, body))
    assert (report.workflows, found(report)) == ((), [])


def test_a_node_of_a_graph_starts_anew_when_it_is_resumed():
    source = """
        import time

        from langgraph.graph import StateGraph
        from langgraph.types import interrupt


        def review(state: dict) -> dict:
            if time.time() > state["due"]:  # expect: wall-clock error
                return {"late": True}
            return {"answer": interrupt("fine?")}


        def score(state: dict) -> dict:
            return {"score": len(state)}


        graph = StateGraph(dict)
        graph.add_node("review", review)
        graph.add_node("score", score)


        def first(state: dict) -> dict:
            return {"due": time.time()}  # expect: wall-clock warning


        def second(state: dict) -> dict:
            return {"answer": interrupt(time.time())}  # expect: wall-clock note


        chained = StateGraph(dict).add_node("first", first).add_node("second", second).compile()
    """
    files = {"graph.py": textwrap.dedent(source)}
    assert found(check(files, dialects=("langgraph",))) == expected(files)


CHECKPOINTED = """
    from langgraph.func import entrypoint, task

    @task
    async def pair() -> tuple:
        return (1, "a")

    @task
    async def prices() -> dict:
        return {1: "low"}

    @entrypoint(checkpointer=object())
    async def buy(topic: str) -> None:
        if isinstance(await pair(), tuple):  # expect: lossy-result error
            await pair()
        if (await prices())[1] == "low":
            await prices()
"""
PICKLED = """
    from prefect import flow, task

    @task
    def pair() -> tuple:
        return (1, "a")

    @task
    def prices() -> dict:
        return {1: "low"}

    @flow
    def buy(topic: str) -> None:
        if isinstance(pair(), tuple):
            pair()
        if prices()[1] == "low":
            prices()
"""


@pytest.mark.parametrize(("engine", "source"), [("langgraph", CHECKPOINTED), ("prefect", PICKLED)])
def test_only_tuples_are_lost_in_checkpoints_and_nothing_in_pickles(engine, source):
    files = {"flows.py": textwrap.dedent(source)}
    selections = (Selection(extend_select=("lossy-result",)),)
    assert found(check(files, dialects=(engine,), selections=selections)) == expected(files)


def dialects_of(files, **settings):
    reader = OverlayReader(DiskReader(), {f"/p/{n}": s.encode() for n, s in files.items()})
    project = Project(reader, Settings(root="/p", src=("/p",), **settings), ["/p"])
    return [dialect.name for dialect in project.discovery.table.dialects]


def test_only_dialects_that_a_program_names_are_read():
    files = {
        "flows.py": "from inngest import Inngest\n",
        "other.py": "import restated\nimport dapr_tools\nimport prefect\n",
    }
    assert dialects_of(files) == ["inngest"]
    assert dialects_of(files, dialects=("prefect", "restate")) == ["prefect"]
    assert dialects_of(files, dialects=("!inngest",)) == []


def test_a_dialect_that_a_marker_names_is_read_too():
    marker = Marker("acme.flows.workflow", "workflow", "hatchet")
    assert dialects_of({"flows.py": "import acme\n"}, markers=(marker,)) == ["hatchet"]
