"""A patch is asked for where the history cannot hold the answer.

## What it does

Reports the engine's patch calls in handlers that only answer (queries, validators), and in what
they call. What else hangs on a patch, other rules say: it is an operation like any other.

## Why

The answer to "is this run on the new code?" is written into the history the first time, so that
every replay gets the same one. A handler that only answers must not write there: the engine raises
an error.

## Example

```python
from temporalio import workflow


@workflow.defn
class Import:
    @workflow.query
    def progress(self) -> str:
        if workflow.patched("words"):  # expect: patch-misuse error
            return "half"
        return "50%"

    @workflow.run
    async def run(self) -> None:
        await workflow.sleep(60)
```

## Instead

Ask in the workflow's own code, and keep the answer.

```python
from temporalio import workflow


@workflow.defn
class Import:
    def __init__(self) -> None:
        self.in_words = False

    @workflow.query
    def progress(self) -> str:
        return "half" if self.in_words else "50%"

    @workflow.run
    async def run(self) -> None:
        self.in_words = workflow.patched("words")
        await workflow.sleep(60)
```

## When to allow it

Never.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL519",
    name="patch-misuse",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.PATCH),
    message=warns,
    preview=True,
)
