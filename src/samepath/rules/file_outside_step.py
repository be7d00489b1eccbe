"""A workflow uses the file system outside a step.

## What it does

Reports reading, writing, listing and removing files in a workflow's own code, and what hangs on
what is read.

## Why

A replay may run on a host with other files, or find what the first run has left behind.

## Example

```python
from pathlib import Path

from dbos import DBOS


@DBOS.workflow()
def report(text: str):
    Path("/var/report.txt").write_text(text)  # expect: file-outside-step error
```

## Instead

Do it in a step.

```python
from pathlib import Path

from dbos import DBOS


@DBOS.step()
def save(text: str):
    Path("/var/report.txt").write_text(text)


@DBOS.workflow()
def report(text: str):
    save(text)
```

## When to allow it

When the file is part of the program, such as a template that ships with the code.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL302",
    name="file-outside-step",
    law=Law.EFFECTS_IN_STEPS,
    since="0.1",
    breaks=touches(Effect.FILE),
    message=says,
)
