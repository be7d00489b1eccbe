"""What a handler reads of the world goes into a step."""

import os

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = str(os.environ["LEVEL"])  # expect: environment-read warning
    context.step(lambda _: str(os.environ["LEVEL"]), name="inside")  # silent: recorded
    return found
