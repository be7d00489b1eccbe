"""A clock or an environment variable decides a branch."""

import os
import time

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    if time.localtime().tm_hour > 12:  # expect: wall-clock error
        context.step(lambda _: 1, name="late")
    if os.environ.get("STRICT"):  # expect: environment-read error
        context.step(lambda _: 2, name="strict")
