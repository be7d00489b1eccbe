"""A step is called by its own name, and the engine takes that for plain code.

## What it does

Reports calls of a step's function in workflow code, where the engine only records what it is asked
to run. A step that only computes, and is shared as a helper, is not reported.

## Why

The body runs as a part of the workflow: it is not recorded and not retried, and it runs again on
each replay, with all that it does to the world.

## Example

```python
import requests
from temporalio import activity, workflow


@activity.defn
def charge(order: str) -> str:
    return requests.get(f"http://bank.example/{order}").text  # expect: network-outside-step warning


@workflow.defn
class Order:
    @workflow.run
    async def run(self, order: str) -> str:
        return charge(order)  # expect: step-called-directly error
```

## Instead

Ask the engine to run it.

```python
from datetime import timedelta

import requests
from temporalio import activity, workflow


@activity.defn
def charge(order: str) -> str:
    return requests.post("https://bank.example", data=order).text


@workflow.defn
class Order:
    @workflow.run
    async def run(self, order: str) -> str:
        return await workflow.execute_activity(
            charge, order, start_to_close_timeout=timedelta(minutes=1)
        )
```

## When to allow it

Where the function may run again without harm, and its result is not needed.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL504",
    name="step-called-directly",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.CALLED_DIRECTLY),
    message=warns,
    preview=True,
)
