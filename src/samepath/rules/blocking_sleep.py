"""A workflow sleeps without the engine.

## What it does

Reports `time.sleep`, and `asyncio.sleep` where the engine does not record it, in a workflow's own
code.

## Why

The wait is not recorded: after a crash it starts again from the beginning, and until then it
holds a worker, or the event loop of all others.

## Example

```python
import time

from dbos import DBOS


@DBOS.step()
def remind(user): ...


@DBOS.workflow()
def nudge(user):
    time.sleep(3600)  # expect: blocking-sleep error
    remind(user)
```

## Instead

Use the engine's own sleep.

```python
from dbos import DBOS


@DBOS.step()
def remind(user): ...


@DBOS.workflow()
def nudge(user):
    DBOS.sleep(3600)
    remind(user)
```

## When to allow it

For a pause of milliseconds in a test double.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL305",
    name="blocking-sleep",
    law=Law.EFFECTS_IN_STEPS,
    since="0.1",
    breaks=touches(Effect.SLEEP),
    message=says,
)
