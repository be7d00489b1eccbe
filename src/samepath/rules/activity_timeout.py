"""An activity is scheduled without a timeout.

## What it does

Reports calls that schedule an activity and give none of the timeouts that the engine insists on.
Options that come from a dictionary nobody can read are left alone.

## Why

The engine refuses the call. In a workflow that is an error of the code: the task is tried again,
and fails again, until somebody deploys a repaired version.

## Example

```python
from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        await workflow.execute_activity("charge", order)  # expect: activity-timeout error
```

## Instead

Say how long one try may take, or all of them together.

```python
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        await workflow.execute_activity(
            "charge", order, start_to_close_timeout=timedelta(minutes=1)
        )
```

## When to allow it

Never.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL516",
    name="activity-timeout",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.NO_TIMEOUT),
    message=warns,
    preview=True,
)
