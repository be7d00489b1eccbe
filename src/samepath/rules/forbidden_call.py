"""A call does not work in the engine's workflows.

## What it does

Reports calls that the engine refuses in a workflow, or that its event loop does not have. What acts
upon the world is left to the rules about that.

## Why

It raises an error, or does not come back, once a workflow gets there.

## Example

```python
import asyncio

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def order(context: df.DurableOrchestrationContext):
    tasks = [context.call_activity("pack", part) for part in ("a", "b")]
    packed = yield asyncio.gather(*tasks)  # expect: forbidden-call error
    return packed
```

## Instead

Use what the engine has.

```python
import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def order(context: df.DurableOrchestrationContext):
    tasks = [context.call_activity("pack", part) for part in ("a", "b")]
    packed = yield context.task_all(tasks)
    return packed
```

## When to allow it

Never.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL520",
    name="forbidden-call",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.FORBIDDEN),
    message=warns,
    preview=True,
)
