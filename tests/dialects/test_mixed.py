"""Programs that are hard on a table of names: several engines, other versions, borrowed names."""

import textwrap

import pytest

from samepath.linter.project.settings import Marker
from samepath.rules.dialects import DialectError
from tests.expectations import check, expected, found

ENGINES = '''
    """One file, three engines: each workflow is judged by its own."""

    import asyncio
    import random
    import time
    from datetime import timedelta

    from aws_durable_execution_sdk_python import DurableContext, durable_execution, durable_step
    from dbos import DBOS
    from temporalio import activity, workflow


    @DBOS.step()
    def stamp(label: str) -> str:
        return f"{label} {time.time()}"  # expect: wall-clock error


    @DBOS.step()
    def plain(label: str) -> str:
        return f"{label} {time.time()}"  # silent: called on DBOS only


    @activity.defn
    async def send(label: str) -> str:
        return f"{label} {random.random()}"  # expect: random-value warning


    @activity.defn
    async def sent(label: str) -> str:
        return f"{label} {random.random()}"  # silent: only ever an activity


    @durable_step
    def save(context, label: str) -> str:
        return f"{label} {time.time()}"  # silent


    @DBOS.workflow()
    async def on_dbos(label: str) -> str:
        if time.time() > 5:  # expect: wall-clock error
            return stamp(label)
        if plain(label) > "x":
            return stamp(label)
        return await send(label)  # plain code here: the activity is none of DBOS's steps


    @workflow.defn
    class OnTemporal:
        @workflow.run
        async def run(self, label: str) -> str:
            await asyncio.sleep(1)
            if workflow.now().timestamp() > 5:
                return await workflow.execute_activity(
                    sent, label, start_to_close_timeout=timedelta(seconds=1)
                )
            if stamp(label) > "x":  # plain code here: there is no DBOS workflow around it
                await workflow.sleep(3)
            return ""


    @durable_execution
    def on_aws(event: dict, context: DurableContext) -> str:
        if random.random() > 0.5:  # expect: random-value error
            return context.step(save("x"), name="save")
        return "none"
'''
VERSIONS = '''
    """Names of old and new versions, beside each other."""

    import time

    import azure.durable_functions as df
    from dbos import DBOS, SQLAlchemyDatasource
    from resonate import Context, Resonate
    from resonate.context import Context as NewContext

    source = SQLAlchemyDatasource.create("postgresql://")
    app = df.DFApp()
    resonate = Resonate.remote()


    @DBOS.transaction()
    def old(label: str) -> str:
        return f"{label} {time.time()}"  # silent: a step of version 2


    @source.transaction()
    def new(label: str) -> str:
        return f"{label} {time.time()}"  # silent: a step of version 3


    @DBOS.scheduled("* * * * *")
    @DBOS.workflow()
    def flow(due, now) -> str:
        if time.time() > 5:  # expect: wall-clock error
            return old("x")
        return new("x")


    def first(context: df.DurableOrchestrationContext):
        if time.time() > 5:  # expect: wall-clock error
            yield context.call_activity("x")
        if context.current_utc_datetime.hour > 5:
            yield context.call_activity("y")


    main = df.Orchestrator.create(first)


    @app.orchestration_trigger(context_name="context")
    def second(context):
        if time.time() > 5:  # expect: wall-clock error
            yield context.call_activity("x")


    def leaf(ctx: Context) -> float:
        return time.time()  # silent


    @resonate.register
    def generator(ctx: Context):
        if time.time() > 5:  # expect: wall-clock error
            yield ctx.lfc(leaf)


    @resonate.register
    async def coroutine(ctx: NewContext):
        if time.time() > 5:  # expect: wall-clock error
            await ctx.run(leaf)
'''
BORROWED = '''
    """An engine's names, given to other things."""

    import time

    from temporalio import workflow


    class DBOS:
        @staticmethod
        def workflow():
            return lambda function: function


    @DBOS.workflow()
    def mine():
        if time.time() > 1:
            print("late")


    def later(workflow):
        @workflow.defn
        class Mine:
            @workflow.run
            async def run(self):
                if time.time() > 1:
                    await workflow.sleep(1)

        return Mine


    @workflow.defn
    class Real:
        @workflow.run
        async def run(self):
            if time.time() > 1:  # expect: wall-clock error
                await workflow.sleep(1)


    class Plan:
        def defn(self, cls):
            return cls

        def run(self, function):
            return function


    workflow = Plan()


    @workflow.defn
    class Theirs:
        @workflow.run
        async def run(self):
            if time.time() > 1:
                print("late")
'''
COMPUTED = '''
    """Decorators that are computed: by name, from tables, under conditions, in loops."""

    import functools
    import os
    import time

    from dbos import DBOS

    ON = os.environ.get("ON")
    maybe = DBOS.workflow() if ON else lambda function: function
    PARTS = {"flow": DBOS.workflow, "step": DBOS.step}
    named = functools.partial(DBOS.workflow, name="x")


    def chosen(kind):
        return getattr(DBOS, kind)()


    def make(kind):
        def decorate(function):
            return DBOS.workflow()(function) if kind == "flow" else DBOS.step()(function)

        return decorate


    @PARTS["step"]()
    def call() -> float:
        return time.time()


    @make("step")
    def made() -> float:
        return time.time()  # silent: a step


    @maybe
    def under_a_condition():
        if time.time() > 1:  # expect: wall-clock error
            call()


    @getattr(DBOS, "workflow")()
    def by_name():
        if time.time() > 1:  # expect: wall-clock error
            call()


    @PARTS["flow"]()
    def from_a_table():
        if time.time() > 1:  # expect: wall-clock error
            call()


    @named()
    def bound():
        if time.time() > 1:  # expect: wall-clock error
            call()


    def in_a_loop():
        if time.time() > 1:  # expect: wall-clock error
            call()


    for each in (in_a_loop,):
        DBOS.workflow()(each)


    @chosen("workflow")
    def by_the_name_given():
        if time.time() > 1:  # expect: wall-clock error
            call()


    @make("flow")
    def by_the_kind_given():
        if time.time() > 1:  # expect: wall-clock error
            call()
        if made() > 1:
            call()


    @chosen(ON)
    def by_a_name_that_only_the_environment_knows():
        if time.time() > 1:  # silent: nothing says that it is a workflow
            call()
'''
PROGRAMS = {
    "several engines": ENGINES,
    "two versions": VERSIONS,
    "borrowed names": BORROWED,
    "computed decorators": COMPUTED,
}


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_each_workflow_is_found_and_judged_by_its_own_engine(source):
    files = {"flows.py": textwrap.dedent(source)}
    report = check(files)
    assert report.workflows
    assert found(report) == expected(files)


def test_a_module_of_the_programs_own_that_bears_an_engines_name_is_no_engine():
    flows = "import time\nfrom dbos import DBOS\n\n@DBOS.workflow()\ndef flow():\n    time.time()\n"
    own = "class Board:\n    def workflow(self):\n        return lambda f: f\n\n\nDBOS = Board()\n"
    assert len(check({"flows.py": flows}).workflows) == 1
    assert check({"flows.py": flows, "dbos/__init__.py": own}).workflows == ()


def test_a_marker_for_an_unknown_dialect_is_named_beside_the_known_ones():
    marker = Marker("acme.flows.workflow", "workflow", "dboss")
    with pytest.raises(DialectError, match=r"unknown value 'dboss', known are"):
        check({"flows.py": "import acme\nfrom dbos import DBOS\n"}, markers=(marker,))
