"""Two operations of one run have one id.

## What it does

Reports ids of workflows, keys of children and of idempotency that are one constant for two
operations of a run, or for one in a loop. Names that the engine numbers by itself are not reported:
Inngest and Absurd count the steps of one name, and most others count positions.

## Why

The engine finds what was done under an id by the id alone. The second operation is taken for the
first one asked again: it is not done, and its caller gets the result of the first.

## Example

```python
from dbos import DBOS, SetWorkflowID


@DBOS.workflow()
def charge(part): ...


@DBOS.workflow()
def order(parts):
    for part in parts:
        with SetWorkflowID("charge"):  # expect: duplicate-operation-name error
            DBOS.start_workflow(charge, part)
```

## Instead

Make the id of what tells the operations apart.

```python
from dbos import DBOS, SetWorkflowID


@DBOS.workflow()
def charge(part): ...


@DBOS.workflow()
def order(parts):
    for number, part in enumerate(parts):
        with SetWorkflowID(f"{DBOS.workflow_id}-{number}"):
            DBOS.start_workflow(charge, part)
```

## When to allow it

Where both calls are meant to share one outcome.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL508",
    name="duplicate-operation-name",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.SAME_NAME),
    message=warns,
    preview=True,
)
