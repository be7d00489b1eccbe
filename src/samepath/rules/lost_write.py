"""A step changes what the workflow reads later.

## What it does

Reports writes in a step's body to objects of the workflow that the workflow reads afterwards:
captured variables, captured or passed containers and instances (where the engine hands over the
object itself), `self`. The same for queries and validators, and for what is set under a replay
guard.

## Why

On a replay the step's body does not run: its recorded result is used, and whatever else it
changed is as it was before. The workflow goes on with the old state.

## Example

```python
from dbos import DBOS


@DBOS.step()
def collect(page, found):
    found.append(page)  # expect: lost-write error


@DBOS.step()
def send(page): ...


@DBOS.workflow()
def crawl(page):
    found = []
    collect(page, found)
    for item in found:
        send(item)
```

## Instead

Return it from the step. The result is what is recorded.

```python
from dbos import DBOS


@DBOS.step()
def collect(page):
    return [page]


@DBOS.step()
def send(page): ...


@DBOS.workflow()
def crawl(page):
    for item in collect(page):
        send(item)
```

## When to allow it

When the workflow never reads it again, such as a cache inside a client.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL403",
    name="lost-write",
    law=Law.STATE_THAT_SURVIVES,
    since="0.1",
    breaks=kept_in(Keeper.STEP, "lost"),
    message=lambda cause: (
        f"what a step writes to {cause.what} is lost on a replay, {ENDINGS[cause.sink]}"
    ),
)
