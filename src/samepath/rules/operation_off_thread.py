"""An operation is called on a thread that the engine does not see.

## What it does

Reports operations in what is handed to a thread pool, `run_in_executor` or `threading.Thread`,
where the engine does not follow.

## Why

The engine knows a workflow by its thread, or by a context that a plain thread does not get. A step
runs there like any function and leaves no record; or it takes its number when the threads happen to
get there, and a replay finds another order.

## Example

```python
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS


@DBOS.step()
def resize(image): ...


@DBOS.workflow()
def publish(images):
    with ThreadPoolExecutor() as pool:
        for image in images:
            pool.submit(resize, image)  # expect: operation-off-thread error
```

## Instead

Let the engine run them side by side.

```python
from dbos import DBOS


@DBOS.workflow()
def resize(image): ...


@DBOS.workflow()
def publish(images):
    handles = [DBOS.start_workflow(resize, image) for image in images]
    return [handle.get_result() for handle in handles]
```

## When to allow it

Never. Threads that only compute are not reported.
"""

from samepath.effects import Law, Misuse
from samepath.linter.api import Rule, is_misused, warns

RULE = Rule(
    code="RPL503",
    name="operation-off-thread",
    law=Law.DURABLE_OPERATIONS,
    since="0.2",
    breaks=is_misused(Misuse.OFF_THREAD),
    message=warns,
    preview=True,
)
