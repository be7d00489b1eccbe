"""A workflow changes the default of a parameter.

## What it does

Reports writes from a workflow's body, or from what it calls, to a list, dict, set or object that is
the default of a parameter, and reads of one that is changed.

## Why

A default is made once, when the function is defined, and lives as long as the process. What one run
leaves in it the next one finds, and a replay in another process does not.

## Example

```python
from dbos import DBOS


@DBOS.step()
def alert(name): ...


def is_new(name, seen=[]):
    known = name in seen  # expect: mutable-default error
    seen.append(name)  # expect: mutable-default error
    return not known


@DBOS.workflow()
def watch(name):
    if is_new(name):
        alert(name)
```

## Instead

Make a new one in the body.

```python
from dbos import DBOS


@DBOS.step()
def alert(name): ...


def is_new(name, seen=None):
    seen = [] if seen is None else seen
    known = name in seen
    seen.append(name)
    return not known


@DBOS.workflow()
def watch(name):
    if is_new(name):
        alert(name)
```

## When to allow it

When nobody reads it back: then it is a note.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import Rule, kept_in, leads

RULE = Rule(
    code="RPL405",
    name="mutable-default",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.DEFAULT, "shared", "shared-write"),
    message=leads,
)
