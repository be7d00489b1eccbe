"""A workflow awaits something that nobody records.

## What it does

Reports `await` and `async for` in a workflow's own code on a call of a library that is neither the
engine, nor asyncio, nor in the catalogue: whoever offers a coroutine as a rule talks to the world.
A call on a value that is not known at all is a gap instead.

## Why

The answer is not recorded: a replay asks again, and goes on with what it hears then. On a loop of
the engine's own such a call does not even work.

## Example

```python
import weatherlib

from dbos import DBOS


@DBOS.step()
async def warn(city): ...


@DBOS.workflow()
async def watch(city):
    if await weatherlib.storm(city):  # expect: foreign-await warning
        await warn(city)
```

## Instead

Await it in a step. Where the library is known to do nothing of the kind, a line in the settings'
own catalogue says so.

```python
import weatherlib

from dbos import DBOS


@DBOS.step()
async def storm(city):
    return await weatherlib.storm(city)


@DBOS.step()
async def warn(city): ...


@DBOS.workflow()
async def watch(city):
    if await storm(city):
        await warn(city)
```

## When to allow it

When the coroutine only computes, or waits for other tasks of the same run.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL309",
    name="foreign-await",
    law=Law.EFFECTS_IN_STEPS,
    since="0.2",
    breaks=touches(Effect.FOREIGN),
    message=says,
    preview=True,
)
