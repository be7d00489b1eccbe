"""A workflow computes for long in its own body.

## What it does

Reports calls in a workflow's own code that are known to be heavy whatever they are given: key
derivation (`hashlib.scrypt`, `pbkdf2_hmac`, bcrypt, argon2), compression (`zlib`, `bz2`, `lzma`),
decompositions and solvers (`numpy.linalg`, `scipy`), image filters, the training of models. Loops
are not counted: how much there is to do is not in the code.

## Why

The body runs again on every replay, and so does the computation. Meanwhile it holds the thread or
the loop that other workflows run on; Temporal fails a workflow task that takes two seconds.

## Example

```python
import hashlib

from temporalio import workflow


@workflow.defn
class SignUp:
    @workflow.run
    async def run(self, password: str) -> None:
        key = password.encode()
        hashlib.scrypt(key, salt=b"s", n=2**14, r=8, p=1)  # expect: cpu-bound-body warning
        await workflow.sleep(1)
```

## Instead

Compute it in a step: its result is recorded.

```python
import hashlib
from datetime import timedelta

from temporalio import activity, workflow


@activity.defn
async def derive(password: str) -> bytes:
    return hashlib.scrypt(password.encode(), salt=b"s", n=2**14, r=8, p=1)


@workflow.defn
class SignUp:
    @workflow.run
    async def run(self, password: str) -> None:
        await workflow.execute_activity(
            derive, password, start_to_close_timeout=timedelta(minutes=1)
        )
```

## When to allow it

When there is little to compress or to solve. Where the engine has no loop of its own that is held
up, it is a note for that reason.
"""

from samepath.effects import Effect, Law
from samepath.linter.api import Rule, says, touches

RULE = Rule(
    code="RPL308",
    name="cpu-bound-body",
    law=Law.EFFECTS_IN_STEPS,
    since="0.2",
    breaks=touches(Effect.CPU),
    message=says,
    preview=True,
)
