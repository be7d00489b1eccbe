"""Branches run side by side and issue operations one after the other.

## What it does

Reports coroutines under `asyncio.gather`, `create_task` or a `TaskGroup` that issue an operation
after they have waited for something, where two of them or more run at once, and the engine numbers
its operations in the order of their calls on the host's event loop. Branches of one operation each
are numbered in the order of the arguments, and fine. On Temporal the event loop is deterministic,
and only what follows a local activity is reported.

## Why

Whose first operation is done first issues its second one first. On a replay all recorded results
are there at once, and the branches take turns in another order: each gets the other's results.

## Example

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def fetch(url): ...


@DBOS.step()
async def store(page): ...


async def copy(url):
    page = await fetch(url)
    await store(page)


@DBOS.workflow()
async def mirror(urls: list[str]):
    await asyncio.gather(*[copy(url) for url in urls])  # expect: interleaved-operations error
```

## Instead

Let the branches issue one operation each, stage by stage, or make each a workflow of its own.

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def fetch(url): ...


@DBOS.step()
async def store(page): ...


@DBOS.workflow()
async def mirror(urls: list[str]):
    pages = await asyncio.gather(*[fetch(url) for url in urls])
    await asyncio.gather(*[store(page) for page in pages])
```

## When to allow it

When all operations after the first wait are alike and their results do not matter.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL204",
    name="interleaved-operations",
    law=Law.SAME_ORDER,
    since="0.2",
    breaks=is_misused(Misuse.INTERLEAVED),
    message=warns,
    preview=True,
)
