"""Only a change that a replay loses counts: the handler's own variables are its own."""

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    count = 0
    count += 1  # silent: the body does it again

    def add(_):
        nonlocal count
        count += 1  # expect: lost-write error

    context.step(add, name="add")
    return count
