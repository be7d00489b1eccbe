"""Sources outside steps; inside they are fine, also in what a step calls."""

import random
from datetime import datetime

from aws_durable_execution_sdk_python import DurableContext, durable_execution


def drawn():
    return random.randint(1, 6)


def asked():
    return datetime.now()  # silent: only steps call it


@durable_execution
def handler(event, context: DurableContext):
    context.step(lambda _: drawn(), name="draw")
    context.step(lambda _: str(asked()), name="ask")
    return random.random()  # expect: random-value warning
