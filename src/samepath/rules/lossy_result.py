"""A workflow depends on what a step's result loses in its record.

## What it does

Reports questions to a step's result that its decoded copy answers otherwise: whether it *is* some
object of the program (`is`, and `==` or `in` where the class does not say what is equal), and,
where the engine records plain JSON, whether it is a tuple, or what stands under a number. Only for
engines that give the first run the very object that the step returned; engines that decode at once
show the same to all runs.

## Why

The first run goes on with the object, a replay with what its record holds: a copy, a list instead
of a tuple, texts instead of numbers as keys. The two take different paths.

## Example

```python
from dbos import DBOS

MISSING = object()


@DBOS.step()
def find(name):
    return MISSING


@DBOS.step()
def create(name): ...


@DBOS.workflow()
def ensure(name):
    if find(name) is MISSING:  # expect: lossy-result error
        create(name)
```

## Instead

Return what survives: None, a text, a member of an enum.

```python
from dbos import DBOS


@DBOS.step()
def find(name):
    return None


@DBOS.step()
def create(name): ...


@DBOS.workflow()
def ensure(name):
    if find(name) is None:
        create(name)
```

## When to allow it

Never: it differs between the first run and a replay.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL409",
    name="lossy-result",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.ENCODING, "lost"),
    message=lambda cause: (
        f"{cause.what} does not come out of its record as it went in, {ENDINGS[cause.sink]}"
    ),
    preview=True,
)
