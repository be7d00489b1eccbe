"""A workflow depends on the order in which threads get on.

## What it does

Reports what several threads put into one list, dict or queue where the order in which it got there
reaches operations, and operations that several threads issue at once, on engines that record them
there (where an engine does not see its operations on a thread, `operation-off-thread` says so).
Results of `Executor.map`, and futures asked in the order in which they were submitted, come in an
order that the program decides, and are fine.

## Why

Which thread is first is decided by the host, anew on each run. A replay finds the same things in
another order.

## Example

```python
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS


@DBOS.step()
def store(word): ...


@DBOS.workflow()
def split(texts: list[str]):
    words = []

    def collect(text):
        words.extend(text.split())  # expect: thread-order error

    with ThreadPoolExecutor() as pool:
        pool.map(collect, texts)
    for word in words:
        store(word)
```

## Instead

Let each thread return what it has found.

```python
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS


@DBOS.step()
def store(word): ...


@DBOS.workflow()
def split(texts: list[str]):
    with ThreadPoolExecutor() as pool:
        for words in pool.map(str.split, texts):
            for word in words:
                store(word)
```

## When to allow it

When the order does not matter to whoever reads it: sort it, and it is not reported.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import ENDINGS, Rule, comes_in

RULE = Rule(
    code="RPL205",
    name="thread-order",
    law=Law.SAME_ORDER,
    since="0.2",
    breaks=comes_in(Effect.THREAD),
    message=lambda cause: (
        f"{cause.what} comes in the order in which threads get on, {ENDINGS[cause.sink]}"
    ),
    preview=True,
)
