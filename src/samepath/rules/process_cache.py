"""A workflow reads a cache that outlives the run.

## What it does

Reports what a workflow gets out of a cache of the process, where a hit and a miss can give
different values: a function under `functools.cache` and its relatives, a `cached_property` of a
long-lived object, or something created on first use, whose making reads the world (a clock, a
generator, the network, a file, state that others change); and caches of `cachetools` that anybody
fills.

A cached function that computes from its arguments alone gives the same on a hit and on a miss, and
is fine; so is one that reads the environment, which is the same as long as the process lives
(`environment-read` speaks of that), and a cache that only steps use. A cache around operations is
the matter of `memoised-operation`.

## Why

The first run may find what another run has left, minutes or days ago. A replay in another process
finds an empty cache, makes the value anew, and gets another one.

## Example

```python
from cachetools import TTLCache
from dbos import DBOS

known = TTLCache(1000, 60)


@DBOS.step()
def register(customer):
    known[customer] = True


@DBOS.step()
def greet(customer): ...


@DBOS.workflow()
def welcome(customer):
    if customer not in known:  # expect: process-cache error
        greet(customer)
    register(customer)
```

## Instead

Use the cache inside a step: the run keeps what the step has found.

```python
from cachetools import TTLCache
from dbos import DBOS

known = TTLCache(1000, 60)


@DBOS.step()
def register(customer) -> bool:
    new = customer not in known
    known[customer] = True
    return new


@DBOS.step()
def greet(customer): ...


@DBOS.workflow()
def welcome(customer):
    if register(customer):
        greet(customer)
```

## When to allow it

When every process finds the same: a table that is part of the release.
"""

from samepath.effects import Keeper, Law
from samepath.linter.api import ENDINGS, Rule, kept_in

RULE = Rule(
    code="RPL107",
    name="process-cache",
    law=Law.SAME_VALUES,
    since="0.2",
    breaks=kept_in(Keeper.CACHE, "shared"),
    message=lambda cause: (
        f"{cause.what} is kept in the process: what a run finds there hangs on what ran before it,"
        f" {ENDINGS[cause.sink]}"
    ),
    preview=True,
)
