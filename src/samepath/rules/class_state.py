"""A workflow keeps state in a class.

## What it does

Reports writes from a workflow's body to class attributes and to the lists and dicts that hang on
them, and reads of class attributes that some function changes after import. Where the engine
imports modules anew for each run (Temporal's sandbox), only modules that are passed through count.

## Why

A class lives as long as the process: all its instances share what hangs on it, those of other runs,
too. A replay finds it as they have left it, or as it is in another process.

## Example

```python
from dbos import DBOS


class Basket:
    items = []

    def add(self, item):
        self.items.append(item)  # expect: class-state error


@DBOS.step()
def pack(item): ...


@DBOS.workflow()
def order(item):
    basket = Basket()
    basket.add(item)
    for each in basket.items:  # expect: class-state error
        pack(each)
```

## Instead

Give each instance its own, in its constructor.

```python
from dbos import DBOS


class Basket:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)


@DBOS.step()
def pack(item): ...


@DBOS.workflow()
def order(item):
    basket = Basket()
    basket.add(item)
    for each in basket.items:
        pack(each)
```

## When to allow it

When nobody reads it back, such as a counter for monitoring: then it is a note.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import Rule, kept_in, leads

RULE = Rule(
    code="RPL404",
    name="class-state",
    law=Law.STATE_THAT_SURVIVES,
    since="0.2",
    breaks=kept_in(Keeper.CLASS, "shared", "shared-write"),
    message=leads,
)
