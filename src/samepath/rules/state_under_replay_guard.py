"""A workflow sets state only when it is no replay, and reads it later.

## What it does

Reports variables, attributes and items that are written under a test of whether this is a replay,
where code outside the test reads them.

## Why

The first run makes the write, a replay does not: it goes on with the value from before.

## Example

```python
from temporalio import workflow


@workflow.defn
class Import:
    @workflow.run
    async def run(self, names: list[str]) -> None:
        batches = 0
        for _ in names:
            await workflow.sleep(1)
            if not workflow.unsafe.is_replaying():
                batches += 1  # expect: state-under-replay-guard error
        if batches > 3:
            await workflow.sleep(60)
```

## Instead

Write it on every run, and keep logs and metrics alone under the guard.

```python
from temporalio import workflow


@workflow.defn
class Import:
    @workflow.run
    async def run(self, names: list[str]) -> None:
        batches = 0
        for _ in names:
            await workflow.sleep(1)
            batches += 1
            if not workflow.unsafe.is_replaying():
                print("batch", batches)
        if batches > 3:
            await workflow.sleep(60)
```

## When to allow it

When only logs and metrics read it, which a replay need not repeat.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL410",
    name="state-under-replay-guard",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.GUARD, "lost"),
    message=lambda cause: (
        f"{cause.what} differs between the first run and a replay, {ENDINGS[cause.sink]}"
    ),
)
