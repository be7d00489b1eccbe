"""A workflow reads what belongs to the task or thread that runs it.

## What it does

Reports reads of a `ContextVar` or of an attribute of a `threading.local` in a workflow's body,
where the workflow has not set it itself, and reads of what one of its steps has set.

## Why

A request handler or a middleware has set it before the workflow began. A replay is begun by the
engine, in another task or thread, where nobody has set it. What a step sets is lost for the same
reason: on a replay the step does not run.

## Example

```python
from contextvars import ContextVar

from dbos import DBOS

tenant = ContextVar("tenant", default="-")


@DBOS.step()
def notify(tenant): ...


@DBOS.workflow()
def close(order):
    if tenant.get() != "-":  # expect: context-local error
        notify(tenant.get())  # expect: context-local warning
```

## Instead

Pass it in as input; the workflow may then set it for what it calls.

```python
from contextvars import ContextVar

from dbos import DBOS

tenant = ContextVar("tenant", default="-")


@DBOS.step()
def notify(tenant): ...


@DBOS.workflow()
def close(order, owner):
    tenant.set(owner)
    if tenant.get() != "-":
        notify(tenant.get())
```

## When to allow it

When it reaches only logs and traces, such as the id of a request: then it is a note.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Cause, Rule, kept_in


def message(cause: Cause) -> str:
    """Say who has set what is read."""
    if cause.kind == "lost":
        return f"what a step sets in {cause.what} is lost on a replay, {ENDINGS[cause.sink]}"
    return f"{cause.what} is set outside the workflow, if at all, {ENDINGS[cause.sink]}"


RULE = Rule(
    code="RPL406",
    name="context-local",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.CONTEXT, "shared", "lost"),
    message=message,
    preview=True,
)
