"""A workflow writes to the console, or asks it.

## What it does

Reports `print`, `input`, and the like of terminal libraries in a workflow's own code. Under a test
of whether this is a replay, and in steps, they are fine.

## Why

The body runs again on every replay: lines appear again. What `input` answers is another value each
time, and is graded by what hangs on it.

## Example

```python
from dbos import DBOS


@DBOS.step()
def charge(order): ...


@DBOS.workflow()
def checkout(order):
    print("charging", order)  # expect: console-outside-step note
    charge(order)
```

## Instead

Print in a step, or use the engine's logger where it is silent on a replay.

```python
from dbos import DBOS


@DBOS.step()
def charge(order):
    print("charging", order)


@DBOS.workflow()
def checkout(order):
    charge(order)
```

## When to allow it

When a line that appears twice does no harm: it is a note for that reason.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL306",
    name="console-outside-step",
    law=Law.EFFECTS_IN_STEPS,
    since="0.2",
    breaks=touches(Effect.CONSOLE),
    message=says,
    preview=True,
)
