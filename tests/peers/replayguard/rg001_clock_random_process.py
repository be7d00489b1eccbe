"""Clocks, random values, ids and processes outside steps."""

import random
import subprocess
import time
import uuid

from aws_durable_execution_sdk_python import DurableContext, durable_execution


def stamped():
    return time.time()  # expect: wall-clock warning


@durable_execution
def handler(event, context: DurableContext):
    subprocess.run(["true"])  # expect: process-outside-step error
    return [stamped(), random.random(), str(uuid.uuid4())]  # expect: random-value warning # expect: generated-id warning
