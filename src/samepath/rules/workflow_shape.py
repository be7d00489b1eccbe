"""A workflow is not written as its engine wants.

## What it does

Reports declarations that the engine refuses, or does not run as they look: a class without the
method that is its entry, or with two; an entry that a base class defines and the class does not;
a body that is an `async def` where the engine drives a generator or a plain function, or the other
way round; a workflow that is a method of a class that is not registered.

## Why

Python finds none of it before the module is imported, or before the first run.

## Example

```python
from temporalio import workflow


class Importing:
    @workflow.run
    async def run(self) -> None:
        await workflow.sleep(60)


@workflow.defn
class Import(Importing):  # expect: workflow-shape error
    pass
```

## Instead

```python
from temporalio import workflow


class Importing:
    async def wait(self) -> None:
        await workflow.sleep(60)


@workflow.defn
class Import(Importing):
    @workflow.run
    async def run(self) -> None:
        await self.wait()
```

## When to allow it

When another decorator makes the declaration what the engine wants.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused

RULE = Rule(
    code="RPL515",
    name="workflow-shape",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.SHAPE),
    message=lambda cause: f"{cause.what}: {cause.why}",
    preview=True,
)
