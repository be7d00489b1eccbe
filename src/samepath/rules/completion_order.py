"""A workflow depends on who finishes first.

## What it does

Reports results that come in the order in which they are done (`asyncio.as_completed`,
`concurrent.futures.as_completed`, `imap_unordered`), what a wait for the first or a wait with a
timeout leaves done and not done, the question whether a task is over, and timeouts of the host that
a handler answers. Where the engine's own event loop decides who is next, these are fine: on
Temporal only `asyncio.as_completed` is reported, since it goes through a set.

## Why

On a replay recorded results are there at once, and the others take another time: they are done in
another order, and no timeout comes before them.

## Example

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def fetch(url): ...


@DBOS.step()
async def store(page): ...


@DBOS.workflow()
async def mirror(urls: list[str]):
    pages = [fetch(url) for url in urls]
    for page in asyncio.as_completed(pages):  # expect: completion-order error
        await store(await page)
```

## Instead

Take the results in the order of what was asked, or use the engine's own wait, which is recorded.

```python
import asyncio

from dbos import DBOS


@DBOS.step()
async def fetch(url): ...


@DBOS.step()
async def store(page): ...


@DBOS.workflow()
async def mirror(urls: list[str]):
    for page in await asyncio.gather(*[fetch(url) for url in urls]):
        await store(page)
```

## When to allow it

When what is done with each result issues no operation and does not care for order.
"""

from samepath.effects import ADVICE, Effect, Law
from samepath.linter.api import ENDINGS, Cause, Rule


def message(cause: Cause) -> str:
    """Say what is waited for, and what hangs on who is done first."""
    phrase = ADVICE[cause.effect].phrase
    return f"{cause.what} {phrase}, {ENDINGS[cause.sink]}"


RULE = Rule(
    code="RPL203",
    name="completion-order",
    law=Law.SAME_ORDER,
    since="0.2",
    breaks=lambda cause: cause.effect is Effect.COMPLETION and cause.kind in ("value", "order"),
    message=message,
    preview=True,
)
