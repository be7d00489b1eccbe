"""A prepared step is never handed to the engine.

## What it does

Reports calls of a function with `@durable_step` and its like whose answer is thrown away, asked
whether it is true, returned from the handler, or handed to another step.

## Why

Such a call runs nothing: it answers a thunk, which the context has to be given. Without that the
step is left out, without an error.

## Example

```python
from aws_durable_execution_sdk_python import (
    DurableContext,
    StepContext,
    durable_execution,
    durable_step,
)


@durable_step
def charge(step: StepContext, order): ...


@durable_execution
def handler(event, context: DurableContext):
    charge(event["order"])  # expect: thunk-not-passed-on error
    return "charged"
```

## Instead

Hand it to the context.

```python
from aws_durable_execution_sdk_python import (
    DurableContext,
    StepContext,
    durable_execution,
    durable_step,
)


@durable_step
def charge(step: StepContext, order): ...


@durable_execution
def handler(event, context: DurableContext):
    context.step(charge(event["order"]))
    return "charged"
```

## When to allow it

Never.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL505",
    name="thunk-not-passed-on",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.THUNK_DROPPED),
    message=warns,
    preview=True,
)
