"""A workflow depends on the environment.

## What it does

Reports environment variables, command-line arguments, working directory, host and process facts
that a workflow reads outside a step, and constants that were read from them when a module was
imported.

## Why

A replay may run on another host, or after a deploy that changed a setting. A run that began under
the old setting then takes the new path half way.

## Example

```python
import os

from dbos import DBOS

EXPRESS = os.environ.get("EXPRESS") == "1"  # expect: environment-read error


@DBOS.step()
def fly(parcel): ...


@DBOS.step()
def drive(parcel): ...


@DBOS.workflow()
def ship(parcel):
    if EXPRESS:
        fly(parcel)
    else:
        drive(parcel)
```

## Instead

Read the setting in a step, or pass it in as input: then it belongs to the run.

```python
import os

from dbos import DBOS


@DBOS.step()
def is_express():
    return os.environ.get("EXPRESS") == "1"


@DBOS.step()
def fly(parcel): ...


@DBOS.step()
def drive(parcel): ...


@DBOS.workflow()
def ship(parcel):
    if is_express():
        fly(parcel)
    else:
        drive(parcel)
```

## When to allow it

When the value only names a host or a log level, and no operation hangs on it.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL104",
    name="environment-read",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.ENVIRONMENT),
    message=says,
)
