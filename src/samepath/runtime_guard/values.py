"""The world's values that a workflow may ask for: recorded like steps."""

import datetime as dt
import os
from collections.abc import Callable
from typing import Any

from samepath.runtime_guard.requests import perform
from samepath.runtime_guard.scope import current_scope
from samepath.runtime_guard.slot import Slot


def now() -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Return the time, in UTC; a replay sees the same. Await it in an async workflow."""
    return _recorded("now", lambda slot: dt.datetime.fromtimestamp(slot.began, dt.UTC))


def random() -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Return a float in [0, 1); a replay sees the same. Await it in an async workflow."""
    return _recorded("random", lambda _: int.from_bytes(os.urandom(7)) / 2**56)


def uuid() -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Return a random UUID; a replay sees the same. Await it in an async workflow."""
    return _recorded("uuid", lambda _: _uuid4())


def _uuid4() -> object:
    from uuid import uuid4

    return uuid4()


def _recorded(name: str, draw: Callable[[Slot], object]) -> Any:  # noqa: ANN401
    scope = current_scope(name)
    return perform(_draw(Slot(scope, "value", name), draw), awaits=scope.awaits)


async def _draw(slot: Slot, draw: Callable[[Slot], object]) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return slot.recalled()
    return await slot.keep(draw(slot))
