"""A query or a validator changes the workflow's state.

## What it does

Reports writes to the workflow's state (attributes, what they hold, variables of the run) by
handlers that only answer: queries, validators, and what they call.

## Why

Such a handler is no part of the history. A worker that replays the run does not hear the question
again, so the change is not there: state that the workflow reads later decides otherwise.

## Example

```python
from temporalio import workflow


@workflow.defn
class Import:
    def __init__(self) -> None:
        self.asked = 0

    @workflow.query
    def progress(self) -> int:
        self.asked += 1  # expect: handler-mutates warning
        return self.asked

    @workflow.run
    async def run(self) -> None:
        await workflow.sleep(60)
```

## Instead

Change state in a handler that is recorded: a signal or an update.

```python
from temporalio import workflow


@workflow.defn
class Import:
    def __init__(self) -> None:
        self.asked = 0

    @workflow.update
    def progress(self) -> int:
        self.asked += 1
        return self.asked

    @workflow.run
    async def run(self) -> None:
        await workflow.sleep(60)
```

## When to allow it

For a value that is only kept to answer the next question faster.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import ENDINGS, Cause, Rule, is_misused


def message(cause: Cause) -> str:
    """Say what is changed, and what hangs on it."""
    ending = "" if cause.kind == "misuse" or cause.sink == "record" else f", {ENDINGS[cause.sink]}"
    return f"{cause.what} is changed by a handler that only answers: a replay loses that{ending}"


RULE = Rule(
    code="RPL513",
    name="handler-mutates",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.HANDLER_MUTATES),
    message=message,
)
