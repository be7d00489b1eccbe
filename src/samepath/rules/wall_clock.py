"""A workflow reads the clock.

## What it does

Reports a call in a workflow that reads the time outside a step, directly or through any function
that it calls, and follows the value to see what hangs on it.

## Why

When a worker restarts, the body of the workflow runs again from its first line. By then the clock
has moved on: a branch taken on the old time may not be taken on the new one, and the replay asks
for steps that were never recorded.

## Example

```python
from datetime import datetime

from dbos import DBOS


@DBOS.step()
def escalate(order): ...


@DBOS.workflow()
def remind(order, deadline):
    if datetime.now() > deadline:  # expect: wall-clock error
        escalate(order)
```

## Instead

Read the clock in a step. Its result is recorded once and found again on replay. Temporal has
`workflow.now()`, Azure has `context.current_utc_datetime`.

```python
from datetime import datetime

from dbos import DBOS


@DBOS.step()
def now():
    return datetime.now()


@DBOS.step()
def escalate(order): ...


@DBOS.workflow()
def remind(order, deadline):
    if now() > deadline:
        escalate(order)
```

## When to allow it

When the value decides nothing: in a log line or a metric it may differ from run to run, and there
it is only a note.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL101",
    name="wall-clock",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.CLOCK),
    message=says,
)
