"""A workflow raises an exception that does not end it.

## What it does

Reports exceptions of Python's own, and of classes that inherit from nothing else, that a workflow's
code raises and nobody in it catches, where the engine ends a run for its own failures only.
`AssertionError` and `NotImplementedError` say that the code is at fault, and are left alone.

## Why

The engine takes any other exception for a fault of the code: it keeps the run open and tries again,
for ever, until somebody deploys other code. Whoever waits for the result waits with it.

## Example

```python
from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, amount: int) -> None:
        if amount < 0:
            raise ValueError(amount)  # expect: foreign-exception warning
```

## Instead

Raise the engine's own failure.

```python
from temporalio import workflow
from temporalio.exceptions import ApplicationError


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, amount: int) -> None:
        if amount < 0:
            raise ApplicationError("negative amount", amount, non_retryable=True)
```

## When to allow it

When a run should stay open until the code is mended.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL518",
    name="foreign-exception",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.FOREIGN_EXCEPTION),
    message=warns,
    preview=True,
)
