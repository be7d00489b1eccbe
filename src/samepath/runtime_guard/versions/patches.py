"""Patches: new code beside old, each for the runs that began with it."""

from typing import Any

from samepath.runtime_guard.journal.rows import order
from samepath.runtime_guard.requests import perform
from samepath.runtime_guard.scope import Scope, current_scope
from samepath.runtime_guard.slot import Slot


def patched(name: str) -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Whether this run takes the new code that the patch guards. Await it in async workflows.

    True for runs that first come here with the patch in place, false for runs whose journal says
    that they passed here before. The first answer holds for the whole run.
    """
    scope = current_scope("patched")
    known = scope.execution.patches.get(name)
    if known is None:
        known = scope.execution.patches[name] = _taken(scope, name)
        slot = Slot(scope, "patch", name) if known else None
    else:
        slot = None
    return perform(_mark(slot, known=known), awaits=scope.awaits)


def deprecate_patch(name: str) -> None:
    """Stand where `patched` stood once no run takes the old code; reads over its record."""
    scope = current_scope("deprecate_patch")
    if name not in scope.execution.patches:
        scope.execution.patches[name] = True
        if _recorded_here(scope, name):
            Slot(scope, "patch", name)


async def _mark(slot: Slot | None, *, known: bool) -> bool:
    if slot is not None and slot.entry is None:
        await slot.keep(value=True)
    return known


def _taken(scope: Scope, name: str) -> bool:
    if _recorded_here(scope, name):
        return True
    # anything recorded from here on was recorded by code without the patch
    here = order(scope.next_position())
    line = len(scope.prefix)
    passed = any(
        position.startswith(scope.prefix)
        and order(scope.prefix + position[line:].split(".")[0]) >= here
        for position in scope.execution.history
    )
    return not passed and not scope.execution.verifying


def _recorded_here(scope: Scope, name: str) -> bool:
    entry = scope.execution.history.get(scope.next_position())
    return entry is not None and (entry.kind, entry.name) == ("patch", name)
