"""Branches side by side: `gather` waits for all, `race` for the first, which is recorded.

Each branch counts its operations on its own, so no schedule changes a position.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from samepath.runtime_guard.asks import Call
from samepath.runtime_guard.requests import Raised, perform
from samepath.runtime_guard.scope import Lane, Scope, current_scope
from samepath.runtime_guard.side_by_side import First, Together
from samepath.runtime_guard.slot import Slot

Branch = Callable[[], Any] | Awaitable[Any]


def gather(*branches: Branch) -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Run branches side by side; return their results in the order of the branches.

    A branch is a function without parameters, or, in an async workflow, an awaitable. All branches
    end before the first error, in the order of the branches, is raised. Await it in an async
    workflow.
    """
    scope = current_scope("gather")
    _checked(scope, branches)
    slot = Slot(scope, "gather", "", (len(branches),))
    return perform(_gather(slot, scope, branches), awaits=scope.awaits)


async def _gather(slot: Slot, scope: Scope, branches: tuple[Branch, ...]) -> Any:  # noqa: ANN401
    ends, order = await Together(
        [_branch(slot, scope, index, branch, scope.lane) for index, branch in enumerate(branches)],
        slot.execution.executor.pool,
    )
    slot.execution.check()
    if slot.entry is None:
        await slot.keep(order)
    failed = next((end for end in ends if type(end) is Raised), None)
    return failed or ends


def race(*branches: Branch) -> Any:  # noqa: ANN401 - awaitable in an async workflow
    """Run branches side by side; return the index and the result of the first that ends.

    The others stop at their next operation. A replay runs the winner alone. Branches are as for
    `gather`; an error that ends first is raised. Await it in an async workflow.
    """
    scope = current_scope("race")
    if not branches:
        raise ValueError("a race needs branches")
    _checked(scope, branches)
    slot = Slot(scope, "race", "", (len(branches),))
    return perform(_race(slot, scope, branches), awaits=scope.awaits)


async def _race(slot: Slot, scope: Scope, branches: tuple[Branch, ...]) -> Any:  # noqa: ANN401
    if slot.entry is not None:
        return await _again(slot, scope, branches)
    lanes = [Lane(scope.lane) for _ in branches]
    winner, end = await First(
        [
            _branch(slot, scope, index, branch, lane)
            for index, (branch, lane) in enumerate(zip(branches, lanes, strict=True))
        ],
        slot.execution.executor.pool,
    )
    for index, lane in enumerate(lanes):
        lane.lost = index != winner
    _forget_losers(slot, winner)
    slot.execution.executor.signals.send(f"run:{slot.execution.run.id}")
    slot.execution.check()
    await slot.keep(winner)
    return end if type(end) is Raised else (winner, end)


async def _again(slot: Slot, scope: Scope, branches: tuple[Branch, ...]) -> Any:  # noqa: ANN401
    """Replay the winner alone."""
    winner = int(slot.recalled())
    _forget_losers(slot, winner)
    for index, branch in enumerate(branches):
        if index != winner and hasattr(branch, "close"):
            branch.close()  # a coroutine that nobody will await
    end = await _branch(slot, scope, winner, branches[winner], scope.lane)
    return end if type(end) is Raised else (winner, end)


def _forget_losers(slot: Slot, winner: int) -> None:
    """Take out of the history what losers recorded: this time they may not get as far."""
    history = slot.execution.history
    won = f"{slot.position}.{winner}."
    for position in tuple(history):
        if position.startswith(f"{slot.position}.") and not position.startswith(won):
            history.pop(position, None)


async def _branch(slot: Slot, scope: Scope, index: int, branch: Branch, lane: Lane | None) -> Any:  # noqa: ANN401
    prefix = f"{slot.position}.{index}."
    inner = Scope(slot.execution, prefix, awaits=scope.awaits, lane=lane)
    try:
        call: Call[Any] = Call(_begun(branch), (), {}, inner)
        return await call
    except Exception as error:  # noqa: BLE001 - raised by whoever waits for the branch
        return Raised(error)


def _begun(branch: Branch) -> Callable[[], Any]:
    return branch if callable(branch) else lambda: branch


def _checked(scope: Scope, branches: tuple[Branch, ...]) -> None:
    if not scope.awaits and not all(map(callable, branches)):
        raise TypeError("in a workflow that is not async, a branch is a function: use a lambda")
