"""What a handler reads of the world goes into a step."""

import random

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = str(random.random())  # expect: random-value warning
    context.step(lambda _: str(random.random()), name="inside")  # silent: recorded
    return found
