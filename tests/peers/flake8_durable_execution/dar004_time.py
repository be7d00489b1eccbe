"""What a handler reads of the world goes into a step."""

import time

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = str(time.time())  # expect: wall-clock warning
    context.step(lambda _: str(time.time()), name="inside")  # silent: recorded
    return found
