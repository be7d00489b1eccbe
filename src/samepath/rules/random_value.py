"""A workflow draws a random value.

## What it does

Reports random values drawn in a workflow outside a step: `random`, `secrets`, `os.urandom`,
numpy's global generator, and generators that are created without a seed.

## Why

A replay draws another value. If it decides which steps run, the replay takes another path than
the run that it should repeat.

## Example

```python
import random

from dbos import DBOS


@DBOS.step()
def offer_a(user): ...


@DBOS.step()
def offer_b(user): ...


@DBOS.workflow()
def campaign(user):
    if random.random() < 0.5:  # expect: random-value error
        offer_a(user)
    else:
        offer_b(user)
```

## Instead

Draw it in a step, seed a generator of your own with something that belongs to the run, or use the
engine's generator (`workflow.random()` in Temporal).

```python
import random

from dbos import DBOS


@DBOS.step()
def offer_a(user): ...


@DBOS.step()
def offer_b(user): ...


@DBOS.workflow()
def campaign(user):
    generator = random.Random(DBOS.workflow_id)
    if generator.random() < 0.5:
        offer_a(user)
    else:
        offer_b(user)
```

## When to allow it

When nothing hangs on the value, such as jitter in a log line.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL102",
    name="random-value",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.RANDOM),
    message=says,
)
