"""A handler takes what the engine stops or suspends a workflow with.

## What it does

Reports a bare `except`, `except BaseException`, `suppress` of these and a `return` in `finally`
around operations, where nothing raises it again; with engines that suspend by an `Exception`,
`except Exception` as well. Whoever names the engine's exception is taken to know what for.

## Why

The engine ends or parks a run by an exception that the code has to let pass. Taken for an error it
starts the handling of a failure that never was, and the workflow goes on where it should have
stopped.

## Example

```python
from dbos import DBOS


@DBOS.step()
def charge(order): ...


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def place(order):
    try:
        charge(order)
    except:  # expect: swallowed-suspension error
        refund(order)
```

## Instead

Catch errors only.

```python
from dbos import DBOS


@DBOS.step()
def charge(order): ...


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def place(order):
    try:
        charge(order)
    except Exception:
        refund(order)
```

## When to allow it

Where the code knows what it caught, and ends the workflow by itself.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL509",
    name="swallowed-suspension",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.SWALLOWED),
    message=warns,
    preview=True,
)
