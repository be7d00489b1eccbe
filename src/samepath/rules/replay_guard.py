"""A workflow does something else on a replay.

## What it does

Reports tests of whether this is a replay (`workflow.unsafe.is_replaying()`,
`context.is_replaying`) on which operations hang, and the answer itself where it becomes an input, a
result, or decides later. Logging under such a guard is what it is for, and fine; what is *set*
under it is the matter of `state-under-replay-guard`.

## Why

The guard differs between the first run and a replay by design. What is issued under it is missing
on the replay, and what follows is taken for it.

## Example

```python
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Order:
    @workflow.run
    async def run(self, order: str) -> None:
        if not workflow.unsafe.is_replaying():  # expect: replay-guard error
            await workflow.execute_activity(
                "announce", order, start_to_close_timeout=timedelta(minutes=1)
            )
```

## Instead

Issue it on every run: a replay takes the recorded result and does nothing again.

```python
from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Order:
    @workflow.run
    async def run(self, order: str) -> None:
        if not workflow.unsafe.is_replaying():
            print("announcing", order)
        await workflow.execute_activity(
            "announce", order, start_to_close_timeout=timedelta(minutes=1)
        )
```

## When to allow it

Never for operations; a metric that must be sent once belongs into a step.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL108",
    name="replay-guard",
    law=Law.SAME_VALUES,
    since="0.2",
    breaks=reads(Effect.REPLAY),
    message=says,
)
