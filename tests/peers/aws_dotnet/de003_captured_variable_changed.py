"""A step changes a captured list that is returned."""

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    lines: list[str] = []
    context.step(lambda _: lines.append("a"), name="fill")  # expect: lost-write error
    return lines
