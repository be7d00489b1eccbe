"""A task is started in a workflow, and the workflow never waits for it.

## What it does

Reports tasks over operations (`asyncio.create_task`, `gather` without `await`), and handles of
activities and calls, that are thrown away or kept in a variable that nobody reads.

## Why

The workflow may end before the task does. Its result is lost then, its error is never seen, and
whether it still ran depends on who was faster.

## Example

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def notify(customer): ...


@DBOS.step()
async def charge(customer): ...


@DBOS.workflow()
async def order(customer):
    asyncio.create_task(notify(customer))  # expect: dangling-task warning
    await charge(customer)
```

## Instead

Keep it, and wait for it before the workflow ends.

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def notify(customer): ...


@DBOS.step()
async def charge(customer): ...


@DBOS.workflow()
async def order(customer):
    notified = asyncio.create_task(notify(customer))
    await charge(customer)
    await notified
```

## When to allow it

Where it does not matter whether the work is done, or fails.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL510",
    name="dangling-task",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.DANGLING),
    message=warns,
    preview=True,
)
