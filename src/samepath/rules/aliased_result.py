"""A workflow changes a step's result that is also what the step was given.

## What it does

Reports changes of a step's result where the step hands back an object of the workflow, one of its
arguments or a captured one, or holds it in what it returns, and the workflow looks at both. Only
for engines that give the first run the very object that the step returned.

## Why

On the first run result and argument are one object: a change of one is seen in the other. A replay
decodes the result from the record, and the change does not reach the argument any more.

## Example

```python
from dbos import DBOS


@DBOS.step()
def checked(names):
    return names


@DBOS.step()
def call(name): ...


@DBOS.workflow()
def campaign(first):
    names = [first]
    result = checked(names)
    result.append("everyone")  # expect: aliased-result error
    for name in names:
        call(name)
```

## Instead

Go on with the result alone, or let the step return a new object.

```python
from dbos import DBOS


@DBOS.step()
def checked(names):
    return list(names)


@DBOS.step()
def call(name): ...


@DBOS.workflow()
def campaign(first):
    names = [first]
    result = checked(names)
    result.append("everyone")
    for name in names:
        call(name)
```

## When to allow it

Never: it differs between the first run and a replay.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL408",
    name="aliased-result",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.ALIAS, "lost"),
    message=lambda cause: (
        f"a step's result is {cause.what}: a change of one reaches the other on the first run only,"
        f" {ENDINGS[cause.sink]}"
    ),
)
