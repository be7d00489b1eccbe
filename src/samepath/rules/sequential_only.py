"""Operations run side by side where their engine takes one after the other.

## What it does

Reports operations in `asyncio.gather`, tasks and their like, where the engine has a way of its own
to run them side by side; and operations that must not have neighbours, beside others.

## Why

Who is first is up to the event loop. The engine numbers such operations in the order of the calls,
or is interrupted by the first that is done, and does not record the others.

## Example

```python
import asyncio

import restate

shop = restate.Service("shop")


@shop.handler()
async def order(ctx: restate.Context, parts: list[str]) -> list[str]:
    packed = [ctx.run_typed("pack", lambda part=part: part) for part in parts]
    return await asyncio.gather(*packed)  # expect: sequential-only error
```

## Instead

Use the engine's own.

```python
import restate

shop = restate.Service("shop")


@shop.handler()
async def order(ctx: restate.Context, parts: list[str]) -> list[str]:
    packed = [ctx.run_typed("pack", lambda part=part: part) for part in parts]
    return [await done for done in await restate.gather(*packed)]
```

## When to allow it

Never.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL512",
    name="sequential-only",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.SEQUENTIAL),
    message=warns,
    preview=True,
)
