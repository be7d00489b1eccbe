"""A step's name is built of what a replay does not find again."""

import time

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    return context.step(lambda _: 1, name=f"pay-{time.time_ns()}")  # expect: wall-clock error
