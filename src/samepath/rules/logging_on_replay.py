"""A workflow logs again on every replay.

## What it does

Reports calls of loggers in a workflow's own code that do not know about replays: the standard
library's, loguru, structlog. The engine's own logger is silent on a replay where the engine made
it so (Temporal, AWS, Restate), and is not reported there.

## Why

The body runs again on every replay, so each line appears once more, at another time: whoever counts
or alarms on lines counts twice.

## Example

```python
import logging

from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        logging.info("charging %s", order)  # expect: logging-on-replay note
        await workflow.sleep(1)
```

## Instead

Use the logger of an engine that keeps it silent on a replay, or log in a step.

```python
from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        workflow.logger.info("charging %s", order)
        await workflow.sleep(1)
```

## When to allow it

When lines that appear twice do no harm: it is a note for that reason.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL307",
    name="logging-on-replay",
    law=Law.EFFECTS_IN_STEPS,
    since="0.2",
    breaks=touches(Effect.LOG),
    message=says,
    preview=True,
)
