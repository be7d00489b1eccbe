"""A workflow writes state that outlives the run.

## What it does

Reports writes from a workflow's body to module globals, class attributes, mutable defaults, and
objects that were created when a module was imported. Where the engine imports modules anew for
each run (Temporal's sandbox), only modules that are passed through count. Creating something
once, lazily, is fine.

## Why

The body runs again on every replay, so the write is repeated; in another process it finds other
contents. What a workflow keeps there is lost or doubled.

## Example

```python
from dbos import DBOS

handled = []


@DBOS.step()
def greet(user): ...


@DBOS.workflow()
def welcome(user):
    if user not in handled:  # expect: global-read error
        greet(user)
    handled.append(user)  # expect: global-write error
```

## Instead

Keep state in the workflow's own variables, or behind a step in a database.

```python
from dbos import DBOS


@DBOS.step()
def remember(user):
    return True


@DBOS.step()
def greet(user): ...


@DBOS.workflow()
def welcome(user):
    if remember(user):
        greet(user)
```

## When to allow it

When nobody reads it back, such as a counter for monitoring: then it is a note.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import Rule, kept_in

RULE = Rule(
    code="RPL401",
    name="global-write",
    law=Law.STATE_THAT_SURVIVES,
    since="0.1",
    breaks=kept_in(Keeper.GLOBAL, "shared-write"),
    message=lambda cause: f"a workflow writes {cause.what}, which outlives the run",
)
