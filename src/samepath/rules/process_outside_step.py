"""A workflow starts or signals processes outside a step.

## What it does

Reports `subprocess`, `os.system`, `os.kill` and the like in a workflow's own code.

## Why

A replay starts the command again, on whatever host it runs.

## Example

```python
import subprocess

from dbos import DBOS


@DBOS.workflow()
def convert(path: str):
    subprocess.run(["convert", path], check=True)  # expect: process-outside-step error
```

## Instead

Do it in a step.

```python
import subprocess

from dbos import DBOS


@DBOS.step()
def run(path: str):
    subprocess.run(["convert", path], check=True)


@DBOS.workflow()
def convert(path: str):
    run(path)
```

## When to allow it

Hardly ever.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL304",
    name="process-outside-step",
    law=Law.EFFECTS_IN_STEPS,
    since="0.1",
    breaks=touches(Effect.PROCESS),
    message=says,
)
