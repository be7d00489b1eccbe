"""Something of the engine's own looks recorded and is not.

## What it does

Reports clients and other doors from outside that are used in workflow code: what they do happens
again on each replay. What they only answer (an attempt's number, a version, a state) is reported
where something that a replay depends on hangs on it.

## Why

The name is the engine's, but the call goes past the history: a replay does it again, or gets
another answer.

## Example

```python
import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="order", trigger=inngest.TriggerEvent(event="order"))
async def order(ctx: inngest.Context) -> None:
    await client.send(inngest.Event(name="ordered"))  # expect: unrecorded-call error
    await ctx.step.sleep("wait", 1000)
```

## Instead

Use what is recorded, or a step.

```python
import inngest

client = inngest.Inngest(app_id="shop")


@client.create_function(fn_id="order", trigger=inngest.TriggerEvent(event="order"))
async def order(ctx: inngest.Context) -> None:
    await ctx.step.send_event("ordered", inngest.Event(name="ordered"))
    await ctx.step.sleep("wait", 1000)
```

## When to allow it

Where doing it again is no harm: the other side drops what it has seen.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns_or_says

RULE = Rule(
    code="RPL511",
    name="unrecorded-call",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.UNRECORDED),
    message=warns_or_says,
)
