"""What a handler reads of the world goes into a step."""

from datetime import datetime

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = str(datetime.now())  # expect: wall-clock warning
    context.step(lambda _: str(datetime.now()), name="inside")  # silent: recorded
    return found
