"""A variable of the handler is changed inside a step."""

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    total = 0

    def add(_):
        nonlocal total
        total += 1  # expect: lost-write error
        return total

    context.step(add, name="add")
    if total > 0:
        context.step(lambda _: 1, name="report")
