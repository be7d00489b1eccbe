"""A workflow goes through a set in the order of its hashes.

## What it does

Reports iteration over sets (set literals, set algebra, `frozenset`, `done` of `asyncio.wait`,
sets in attributes and in dicts, sets printed into text) whose order reaches operations, and over
what was filled in such an order: a dict, a list, a queue. Sorting,
membership, `len`, sums and building another set do not care for order and are fine; so are sets
of numbers.

## Why

CPython salts the hashes of text, bytes and dates per process, and hashes other objects by
address. A replay in another process meets another order, issues the same operations in another
sequence, and gives their recorded results to the wrong items.

## Example

```python
from dbos import DBOS


@DBOS.step()
def notify(user): ...


@DBOS.workflow()
def announce(users: list[str], muted: list[str]):
    for user in set(users) - set(muted):  # expect: unordered-iteration error
        notify(user)
```

## Instead

Sort it first, or remove duplicates with `dict.fromkeys`, which keeps the order.

```python
from dbos import DBOS


@DBOS.step()
def notify(user): ...


@DBOS.workflow()
def announce(users: list[str], muted: list[str]):
    for user in sorted(set(users) - set(muted)):
        notify(user)
```

## When to allow it

When what is done for each element is independent of all others and issues no operation.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import ENDINGS, Rule, comes_in

RULE = Rule(
    code="RPL201",
    name="unordered-iteration",
    law=Law.SAME_ORDER,
    since="0.1",
    breaks=comes_in(Effect.ORDER),
    message=lambda cause: (
        f"the order of {cause.what} differs between processes, {ENDINGS[cause.sink]}"
    ),
)
