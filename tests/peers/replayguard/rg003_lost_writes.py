"""A step writes what the workflow reads later."""

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = []
    seen = []
    context.step(lambda _: found.append(1), name="find")  # expect: lost-write error
    context.step(lambda _: seen.append(1), name="see")  # silent: nobody reads it
    if found:
        context.step(lambda _: 1, name="report")
    return None
