"""A database statement is put together from values.

## What it does

Follows texts that are made of constants and other values (f-strings, `+`, `%`, `format`, `join`)
from where they are made to the call that executes them, through functions and modules, in workflows
and steps. Numbers, dates, ids, members of enumerations and texts of constants only are let pass.

## Why

A value may hold quotes and commands. It is no matter of replays: but a step that writes to a
database is where workflows take what came from outside, and the engine will try it again until it
has worked.

## Example

```python
import sqlite3

from dbos import DBOS


@DBOS.step()
def rename(name):
    with sqlite3.connect("shop.db") as connection:
        connection.execute(f"UPDATE users SET name = '{name}'")  # expect: sql-from-parts warning


@DBOS.workflow()
def register(name):
    rename(name)
```

## Instead

Pass values beside the statement.

```python
import sqlite3

from dbos import DBOS


@DBOS.step()
def rename(name):
    with sqlite3.connect("shop.db") as connection:
        connection.execute("UPDATE users SET name = ?", (name,))


@DBOS.workflow()
def register(name):
    rename(name)
```

## When to allow it

For names of tables and columns that were looked up in a list of known ones.
"""

from samepath.linter.api import Rule

RULE = Rule(
    code="RPL801",
    name="sql-from-parts",
    law=None,
    since="0.2",
    breaks=lambda cause: cause.kind == "parts",
    message=lambda cause: f"a statement is put together from values, and executed by {cause.what}",
    preview=True,
)
