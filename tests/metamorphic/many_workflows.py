"""Programs of many workflows that share one function, per engine, each with its own verdict."""

from collections.abc import Sequence

SHARED = """
import logging

log = logging.getLogger(__name__)


def is_late(moment, limit):
    return moment > limit


def note(moment):
    log.info("at %s", moment)
    return None


def label(moment):
    return f"at {moment}"
"""

VERDICTS = {
    "branch, unstable": {"error"},
    "branch, stable": set(),
    "input, unstable": {"warning"},
    "input, stable": set(),
    "log, unstable": {"note"},
}
"""What each kind of workflow is worth, whoever else calls the same functions."""
KINDS = tuple(VERDICTS)

BODIES = {
    "branch": "if shared.is_late({value}, 3):\n        {act}",
    "input": "{act_with_label}",
    "log": "shared.note({value})\n    {act}",
}


def body(kind: str, act: str, act_with: str) -> str:
    """Write the body of a workflow of one kind; `act_with` takes what it is given as `{}`."""
    what, _, how = kind.partition(", ")
    value = "time.time()" if how == "unstable" else "given"
    text = BODIES[what].replace("{act_with_label}", act_with.format(f"shared.label({value})"))
    return text.replace("{act}", act).replace("{value}", value)


def dbos(number: int, kind: str) -> str:
    """Write a DBOS workflow."""
    lines = body(kind, "act(1)", "act({})")
    return f"@DBOS.workflow()\ndef flow_{number}(given: float) -> None:\n    {lines}\n"


def temporal(number: int, kind: str) -> str:
    """Write a Temporal workflow."""
    call = "await workflow.execute_activity(act, {}, start_to_close_timeout=timedelta(minutes=1))"
    lines = body(kind, call.format("1"), call).replace("\n    ", "\n        ")
    return (
        f"@workflow.defn\nclass Flow{number}:\n    @workflow.run\n"
        f"    async def run(self, given: float) -> None:\n        {lines}\n"
    )


def aws(number: int, kind: str) -> str:
    """Write an AWS durable function."""
    lines = body(kind, 'context.step(act(1), name="act")', 'context.step(act({}), name="act")')
    return (
        "@durable_execution\n"
        f"def handler_{number}(given: float, context: DurableContext) -> None:\n"
        f"    {lines}\n"
    )


def azure(number: int, kind: str) -> str:
    """Write an Azure orchestrator."""
    lines = body(
        kind, 'yield context.call_activity("act", 1)', 'yield context.call_activity("act", {})'
    )
    return (
        '@app.orchestration_trigger(context_name="context")\n'
        f"def flow_{number}(context: df.DurableOrchestrationContext):\n"
        f"    given = context.get_input()\n    {lines}\n"
    )


HEADS = {
    "dbos": "import time\n\nfrom dbos import DBOS\n\nimport shared\n\n\n"
    "@DBOS.step()\ndef act(what): ...\n",
    "temporal": "import time\nfrom datetime import timedelta\n\n"
    "from temporalio import activity, workflow\n\nimport shared\n\n\n"
    "@activity.defn\nasync def act(what): ...\n",
    "aws": "import time\n\nfrom aws_durable_execution_sdk_python import (\n"
    "    DurableContext, StepContext, durable_execution, durable_step,\n)\n\nimport shared\n\n\n"
    "@durable_step\ndef act(step: StepContext, what): ...\n",
    "azure": "import time\n\nimport azure.durable_functions as df\n\nimport shared\n\n"
    'app = df.DFApp()\n\n\n@app.activity_trigger(input_name="what")\ndef act(what): ...\n',
}
WRITERS = {"dbos": dbos, "temporal": temporal, "aws": aws, "azure": azure}


def program(engine: str, kinds: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Write a program of these workflows: number and kind of each."""
    flows = [WRITERS[engine](number, kind) for number, kind in kinds]
    return {"flows.py": "\n\n".join([HEADS[engine], *flows]), "shared.py": SHARED}
