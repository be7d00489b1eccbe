"""A workflow talks to the network outside a step.

## What it does

Reports calls of HTTP clients, cloud SDKs, sockets and the like in a workflow's own code, and what
hangs on their answers.

## Why

The body runs again on every replay: a request is sent again, and its answer may be another one. A
write is done twice; a read costs, may fail, and may send the replay down another path.

## Example

```python
import requests

from dbos import DBOS


@DBOS.workflow()
def pay(order):
    requests.post("https://bank.example/charge", json=order)  # expect: network-outside-step error
```

## Instead

Do it in a step.

```python
import requests

from dbos import DBOS


@DBOS.step()
def charge(order):
    requests.post("https://bank.example/charge", json=order)


@DBOS.workflow()
def pay(order):
    charge(order)
```

## When to allow it

Hardly ever: a read is at least slower on every replay.
"""

from samepath.effects import Effect, Law, Severity
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL301",
    name="network-outside-step",
    law=Law.EFFECTS_IN_STEPS,
    since="0.1",
    breaks=touches(Effect.NETWORK),
    message=says,
    least=Severity.WARNING,
)
