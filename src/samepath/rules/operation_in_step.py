"""An operation is called inside a step.

## What it does

Reports calls of the engine's operations (steps, timers, children, messages) in the body of a step,
or in what it calls.

## Why

A step is recorded as a whole. An operation inside it is refused by the engine, or it is done again
with every try of the step and takes a place in the history that a replay does not take.

## Example

```python
from dbos import DBOS


@DBOS.step()
def remind(customer):
    DBOS.send(customer, "pay, please")
    DBOS.recv("paid")  # expect: operation-in-step error


@DBOS.workflow()
def collect(customer):
    remind(customer)
```

## Instead

Call it in the workflow.

```python
from dbos import DBOS


@DBOS.workflow()
def collect(customer):
    DBOS.send(customer, "pay, please")
    DBOS.recv("paid")
```

## When to allow it

Never: engines that let an operation nest are not reported.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL502",
    name="operation-in-step",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.IN_STEP),
    message=warns,
)
