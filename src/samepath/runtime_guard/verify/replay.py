"""Replaying a finished run: the same operations, the same end, and nothing done."""

from samepath.runtime_guard import divergence
from samepath.runtime_guard.errors import SamepathError, UnknownRunError
from samepath.runtime_guard.execution import Execution
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.journal.record import find, histories
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.life import body
from samepath.runtime_guard.requests import drive, drive_async
from samepath.runtime_guard.workflow import workflow_named


def verify(executor: Executor, id: str) -> None:
    """Replay a run that succeeded or failed; raise Divergence if anything differs.

    No step runs, nothing is written: an operation that is not recorded is a divergence.
    """
    run = find(executor.store, id)
    if run is None:
        raise UnknownRunError(f"the journal has no run {id!r}")
    if run.status not in {Status.SUCCEEDED, Status.FAILED}:
        raise SamepathError(f"{id} is {run.status}: only a run that ended can be verified")
    replay(executor, run)


def verify_anew(executor: Executor, url: str, id: str) -> None:
    """Do the same in new processes, which open the journal themselves."""
    from samepath.runtime_guard.verify.fresh import Place, verify_fresh

    run = find(executor.store, id)
    if run is None:
        raise UnknownRunError(f"the journal has no run {id!r}")
    if not url:
        raise SamepathError(
            "a new process cannot open the store that this runtime was given: open the runtime by "
            "the journal's address"
        )
    verify_fresh(url, [id], Place.of(run.workflow), pickle=executor.codec.pickle)


def replay(executor: Executor, run: Run) -> None:
    """Run the body against its history."""
    workflow = workflow_named(run.workflow)
    history = histories(executor.store, [run.id])[run.id]
    execution = Execution(executor, run, history, verifying=True)
    operation = body(execution, workflow)
    if workflow.awaits:
        import asyncio

        status, text = asyncio.run(drive_async(operation))
    else:
        status, text = drive(operation)
    if (status, text) != (run.status, run.outcome):
        recorded = f"{run.status} {run.outcome}"
        raise divergence.another_end(run, recorded, f"{status} {text}")
