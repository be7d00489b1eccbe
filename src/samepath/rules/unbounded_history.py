"""A workflow issues operations for ever.

## What it does

Reports loops over `True` in a workflow's own code that issue operations and that nothing leaves:
no `break`, no `return`, no exception of the program's own, no new run.

## Why

Every operation is written into the run's history, and a replay reads it from the beginning. Engines
limit its length: the run is ended, or becomes slower with every turn.

## Example

```python
from temporalio import workflow


@workflow.defn
class Poll:
    @workflow.run
    async def run(self) -> None:
        while True:  # expect: unbounded-history warning
            await workflow.sleep(60)
```

## Instead

Go on as a new run after a while.

```python
from temporalio import workflow


@workflow.defn
class Poll:
    @workflow.run
    async def run(self) -> None:
        while not workflow.info().is_continue_as_new_suggested():
            await workflow.sleep(60)
        workflow.continue_as_new()
```

## When to allow it

When runs are cancelled from outside long before the history is full.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL517",
    name="unbounded-history",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.UNBOUNDED),
    message=warns,
    preview=True,
)
