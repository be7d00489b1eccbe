"""A workflow uses a database outside a step.

## What it does

Reports queries and statements that a workflow's own code runs, and what hangs on the rows.

## Why

A replay runs them again: writes are repeated, and reads find what others have written since.

## Example

```python
import sqlite3

from dbos import DBOS


@DBOS.workflow()
def book(seat: str):
    connection = sqlite3.connect("/var/seats.db")  # expect: database-outside-step warning
    insert = "INSERT INTO taken VALUES (?)"
    connection.execute(insert, (seat,))  # expect: database-outside-step error
```

## Instead

Do it in a step, or in a transaction of the engine.

```python
import sqlite3

from dbos import DBOS


@DBOS.step()
def take(seat: str):
    connection = sqlite3.connect("/var/seats.db")
    connection.execute("INSERT INTO taken VALUES (?)", (seat,))


@DBOS.workflow()
def book(seat: str):
    take(seat)
```

## When to allow it

Hardly ever.
"""

from samepath.effects import Effect, Law, Severity
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL303",
    name="database-outside-step",
    law=Law.EFFECTS_IN_STEPS,
    since="0.1",
    breaks=touches(Effect.DATABASE),
    message=says,
    least=Severity.WARNING,
)
