"""A workflow goes through the rows of a query that asks for no order.

## What it does

Reports rows of a constant `SELECT` without `ORDER BY`, and keys that Redis lists, that a workflow
reads outside a step and whose order reaches operations. Sorted, counted or looked up they are fine,
and so is a statement that gives one row: an aggregate, a row by its key, `LIMIT 1`.

Reading a database outside a step is the matter of `database-outside-step`; a step's rows are
recorded in their order. What is left for this rule are tables that may be read: those that are part
of the release and never change. Their rows are the same on each replay; their order is not.

## Why

Without `ORDER BY` a database answers in the order in which it finds the rows: another plan, a
vacuum, a replica or a restored dump change it.

## Example

```python
import sqlite3

from dbos import DBOS

database = sqlite3.connect("countries.db")


@DBOS.step()
def ship(country): ...


@DBOS.workflow()
def ship_all():
    # samepath: ignore[database-outside-step] a table of the release, which nobody writes
    for row in database.execute("SELECT name FROM served"):  # expect: unordered-rows error
        ship(row[0])
```

## Instead

Ask for an order, or read the rows in a step.

```python
import sqlite3

from dbos import DBOS


@DBOS.step()
def ship(country): ...


@DBOS.step()
def countries() -> list[str]:
    database = sqlite3.connect("countries.db")
    return [row[0] for row in database.execute("SELECT name FROM served")]


@DBOS.workflow()
def ship_all():
    for country in countries():
        ship(country)
```

## When to allow it

When what is done for each row is independent of all others and issues no operation.
"""

from samepath.effects import ADVICE, Effect, Law
from samepath.linter.api import ENDINGS, Rule, comes_in

RULE = Rule(
    code="RPL206",
    name="unordered-rows",
    law=Law.SAME_ORDER,
    since="0.2",
    breaks=comes_in(Effect.ROWS),
    message=lambda cause: f"{cause.what} {ADVICE[Effect.ROWS].phrase}, {ENDINGS[cause.sink]}",
    preview=True,
)
