"""A step that calls an operation."""

from aws_durable_execution_sdk_python import (
    DurableContext,
    StepContext,
    durable_execution,
    durable_step,
)


@durable_step
def outer(_: StepContext, context: DurableContext):
    return context.step(lambda _: 1, name="inner")  # expect: operation-in-step error


@durable_execution
def handler(event, context: DurableContext):
    return context.step(outer(context))
