"""A cache spares a workflow an operation.

## What it does

Reports caches that live as long as the process and stand around operations: `functools.cache` and
its relatives on a step or on a function that issues operations, and code that looks into a global,
a class or a long-lived object first, and issues the operation only if it finds nothing there.

## Why

A hit issues no operation, and so leaves no record. A replay in another process, or after a restart,
misses, and issues an operation that the history does not hold: all that follow move by one.

## Example

```python
from functools import cache

from dbos import DBOS


@DBOS.step()
def fetch_rate(currency):
    return 1.0


@cache  # expect: memoised-operation error
def rate(currency):
    return fetch_rate(currency)


@DBOS.step()
def pay(amount): ...


@DBOS.workflow()
def checkout(currency, amount):
    pay(amount * rate(currency))
```

## Instead

Cache inside the step, or not at all: the step's recorded result is the cache of the run.

```python
from functools import cache

from dbos import DBOS


@cache
def ask_bank(currency):
    return 1.0


@DBOS.step()
def rate(currency):
    return ask_bank(currency)


@DBOS.step()
def pay(amount): ...


@DBOS.workflow()
def checkout(currency, amount):
    pay(amount * rate(currency))
```

## When to allow it

Never: a cache that lives no longer than the run (a local dict, an attribute of the workflow's own
instance) does the same without harm, and is not reported.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import Rule, kept_in

RULE = Rule(
    code="RPL407",
    name="memoised-operation",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.CACHE, "shared-write"),
    message=lambda cause: (
        f"{cause.what} is kept in the process and spares a workflow its operations: a replay that"
        " finds nothing there issues them"
    ),
    preview=True,
)
