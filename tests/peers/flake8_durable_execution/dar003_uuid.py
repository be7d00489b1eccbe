"""What a handler reads of the world goes into a step."""

import uuid

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    found = str(uuid.uuid4())  # expect: generated-id warning
    context.step(lambda _: str(uuid.uuid4()), name="inside")  # silent: recorded
    return found
