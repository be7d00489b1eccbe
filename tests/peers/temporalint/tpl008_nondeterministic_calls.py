"""Clocks, ids and random values in a workflow's own code."""

import os
import random
import secrets
import time
import uuid
from datetime import date, datetime

from temporalio import workflow


@workflow.defn(sandboxed=False)
class Checkout:
    @workflow.run
    async def run(self, order: str) -> list[object]:
        found: list[object] = [datetime.now(), datetime.utcnow(), datetime.today()]  # expect: wall-clock warning # expect: wall-clock warning # expect: wall-clock warning
        found.append(date.today())  # expect: wall-clock warning
        found.append(time.time())  # expect: wall-clock warning
        found.append(time.time_ns())  # expect: wall-clock warning
        found.append(time.monotonic())  # expect: wall-clock warning
        found.append(time.perf_counter())  # expect: wall-clock warning
        found.append(uuid.uuid1())  # expect: generated-id warning
        found.append(uuid.uuid4())  # expect: generated-id warning
        found.append(os.urandom(4))  # expect: random-value warning
        found.append(random.random())  # expect: random-value warning
        found.append(secrets.token_hex())  # expect: random-value warning
        found.append(random.Random(3).random())  # silent: the seed decides
        return found
