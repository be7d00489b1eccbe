"""Several operations of one function have no name.

## What it does

Reports operations that get neither a name nor a function with a name of its own, where one function
has several of one kind. One alone, or one that a loop repeats, is not reported.

## Why

A replay compares names. What has none looks like its neighbours: after a change of the order, in a
run that the older code started, each takes the other's result, and no error says so.

## Example

```python
from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    price = context.step(lambda _: event["price"])  # expect: unnamed-operation warning
    stock = context.step(lambda _: event["stock"])  # expect: unnamed-operation warning
    return price if stock else None
```

## Instead

Name them.

```python
from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    price = context.step(lambda _: event["price"], name="price")
    stock = context.step(lambda _: event["stock"], name="stock")
    return price if stock else None
```

## When to allow it

Where no run outlives a change of the code.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL507",
    name="unnamed-operation",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.UNNAMED),
    message=warns,
    preview=True,
)
