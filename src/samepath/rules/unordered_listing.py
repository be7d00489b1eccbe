"""A workflow goes through a directory in the order of its file system.

## What it does

Reports listings of directories (`os.listdir`, `os.scandir`, `os.walk`, `glob`, `Path.iterdir`,
`Path.glob`) outside a step whose order reaches operations. Sorted, counted or put into a set they
are fine. Listing in a workflow is a read of files besides (`file-outside-step`); a listing that a
step returns is recorded in its order.

## Why

A file system lists names as it has stored them. The same files on another host come in another
order, and the operations with them.

## Example

```python
import os

from dbos import DBOS


@DBOS.step()
def load(name): ...


@DBOS.workflow()
def load_all(folder: str):
    # samepath: ignore[file-outside-step] the tables are part of the image
    for name in os.listdir(folder):  # expect: unordered-listing error
        load(name)
```

## Instead

Sort it, or list it in a step.

```python
import os

from dbos import DBOS


@DBOS.step()
def load(name): ...


@DBOS.step()
def tables(folder: str) -> list[str]:
    return os.listdir(folder)


@DBOS.workflow()
def load_all(folder: str):
    for name in tables(folder):
        load(name)
```

## When to allow it

When what is done for each file is independent of all others and issues no operation.
"""

from samepath.effects import ADVICE, Effect, Law
from samepath.linter.api import ENDINGS, Rule, comes_in

RULE = Rule(
    code="RPL202",
    name="unordered-listing",
    law=Law.SAME_ORDER,
    since="0.2",
    breaks=comes_in(Effect.LISTING),
    message=lambda cause: f"{cause.what} {ADVICE[Effect.LISTING].phrase}, {ENDINGS[cause.sink]}",
    preview=True,
)
