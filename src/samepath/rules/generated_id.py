"""A workflow generates an id.

## What it does

Reports ids that are made up in a workflow outside a step: `uuid.uuid1`, `uuid4`, `uuid7`, and the
libraries for ULIDs, nanoids and the like. `uuid3`, `uuid5` and parsing an id are fine.

## Why

A replay generates another id. As the id of a child workflow or the name of a step it starts the
work a second time; as an input it leaks into what others keep.

## Example

```python
import uuid

from dbos import DBOS


@DBOS.step()
def charge(order, key): ...


@DBOS.workflow()
def checkout(order):
    key = str(uuid.uuid4())  # expect: generated-id warning
    charge(order, key)
```

## Instead

Derive it from what belongs to the run, or generate it in a step.

```python
from dbos import DBOS


@DBOS.step()
def charge(order, key): ...


@DBOS.workflow()
def checkout(order):
    charge(order, f"{DBOS.workflow_id}-charge")
```

## When to allow it

When it only tags log lines of one attempt.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL103",
    name="generated-id",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.IDENTITY),
    message=says,
)
