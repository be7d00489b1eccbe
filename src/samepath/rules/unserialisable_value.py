"""What an operation is given or returns cannot be written down.

## What it does

Reports lambdas, local functions, generators, tasks, locks, threads, open files, sockets, clients,
connections and database sessions that go into operations whose arguments are recorded, or come back
from steps, workflows and handlers. It follows the values, also through lists and dicts.

## Why

The record holds text. What lives in one process cannot be in it: the operation fails when its
result is written down, after the work is done, and is tried again.

## Example

```python
from dbos import DBOS


@DBOS.step()
def read(path):
    return (line for line in path.split())


@DBOS.workflow()
def collect(path):
    return len(list(read(path)))  # expect: unserialisable-value error
```

## Instead

Return a plain value.

```python
from dbos import DBOS


@DBOS.step()
def read(path):
    return [line for line in path.split()]


@DBOS.workflow()
def collect(path):
    return len(read(path))
```

## When to allow it

When a converter of your own writes the type down.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL514",
    name="unserialisable-value",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.UNSERIALISABLE),
    message=warns,
    preview=True,
)
