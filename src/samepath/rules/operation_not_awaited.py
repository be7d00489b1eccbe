"""An operation is called, and nobody waits for it.

## What it does

Reports an operation, or a helper that issues operations, whose coroutine or task is thrown away,
asked whether it is true, or returned as the workflow's result: the `await`, `yield` or `yield from`
is missing. What is kept in a variable and waited for later is fine, and so is what `gather` gets.

## Why

A coroutine that nobody awaits never runs: the step is left out, without an error. Asked whether it
is true, it always is. Engines that schedule at once lose the result and the error.

## Example

```python
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Reminder:
    @workflow.run
    async def run(self, customer: str) -> None:
        workflow.sleep(timedelta(days=7))  # expect: operation-not-awaited error
        await workflow.execute_activity(
            "remind", customer, start_to_close_timeout=timedelta(minutes=1)
        )
```

## Instead

Await it.

```python
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Reminder:
    @workflow.run
    async def run(self, customer: str) -> None:
        await workflow.sleep(timedelta(days=7))
        await workflow.execute_activity(
            "remind", customer, start_to_close_timeout=timedelta(minutes=1)
        )
```

## When to allow it

Where an engine schedules at once, and nobody is interested in the outcome.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL501",
    name="operation-not-awaited",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.NOT_AWAITED),
    message=warns,
)
