"""A workflow depends on the identity of an object.

## What it does

Reports `id()` and `hash()` of what CPython salts or hashes by address, where their value is used
in a workflow outside a step.

## Why

Addresses and salted hashes differ between processes, so a replay computes other numbers.

## Example

```python
from dbos import DBOS


@DBOS.step()
def store(shard: int, name: str): ...


@DBOS.workflow()
def place(name: str):
    store(hash(name) % 8, name)  # expect: object-identity warning
```

## Instead

Use a digest that belongs to the value.

```python
import zlib

from dbos import DBOS


@DBOS.step()
def store(shard: int, name: str): ...


@DBOS.workflow()
def place(name: str):
    store(zlib.crc32(name.encode()) % 8, name)
```

## When to allow it

When the number only tells objects of one run apart and decides nothing.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, reads, says

RULE = Rule(
    code="RPL106",
    name="object-identity",
    law=Law.SAME_VALUES,
    since="0.1",
    breaks=reads(Effect.OBJECT_IDENTITY),
    message=says,
    preview=True,
)
