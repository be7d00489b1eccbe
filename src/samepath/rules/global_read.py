"""A workflow reads state that others change.

## What it does

Reports reads in a workflow's body of module globals, class attributes and objects created at
import that some function changes after import: the workflow itself, another one, a request
handler.

## Why

A replay finds the state as others have left it by then, or as it is in another process.

## Example

```python
from dbos import DBOS

limit = 10


def set_limit(value):
    global limit
    limit = value


@DBOS.step()
def review(order): ...


@DBOS.workflow()
def checkout(order, amount):
    if amount > limit:  # expect: global-read error
        review(order)
```

## Instead

Read it in a step, so that the run remembers what it saw, or pass it in as input.

```python
from dbos import DBOS

limit = 10


def set_limit(value):
    global limit
    limit = value


@DBOS.step()
def current_limit():
    return limit


@DBOS.step()
def review(order): ...


@DBOS.workflow()
def checkout(order, amount):
    if amount > current_limit():
        review(order)
```

## When to allow it

When the value only reaches a log.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL402",
    name="global-read",
    law=Law.STATE_THAT_SURVIVES,
    since="0.1",
    breaks=kept_in(Keeper.GLOBAL, "shared"),
    message=lambda cause: (
        f"{cause.what} is read in a workflow and changed elsewhere, {ENDINGS[cause.sink]}"
    ),
)
