"""A workflow depends on the host's locale or time zone.

## What it does

Reports calls in a workflow outside a step whose answer hangs on the locale or the time zone that
the host is set to: `time.localtime`, `astimezone()` without a zone, `timestamp()` of a time that
was made without one, `locale.getlocale`.

## Why

A replay may run on a host that is set up differently, and then computes another hour, another
day, another text.

## Example

```python
import time

from dbos import DBOS


@DBOS.step()
def greet(user): ...


@DBOS.workflow()
def morning(user, at):
    if time.localtime(at).tm_hour < 12:  # expect: host-locale error
        greet(user)
```

## Instead

Name the time zone.

```python
from datetime import datetime
from zoneinfo import ZoneInfo

from dbos import DBOS


@DBOS.step()
def greet(user): ...


@DBOS.workflow()
def morning(user, at):
    if datetime.fromtimestamp(at, ZoneInfo("Europe/Paris")).hour < 12:
        greet(user)
```

## When to allow it

When every host is built from one image that sets both.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL105",
    name="host-locale",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.LOCALE),
    message=says,
    preview=True,
)
