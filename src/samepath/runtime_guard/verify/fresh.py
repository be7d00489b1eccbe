"""Replaying finished runs in new processes, each with another hash seed.

What a replay in the same process cannot show differs there: the order of sets, `hash` and `id`,
values computed at import. The journal's address goes through a pipe: it may hold a password.
"""

import importlib
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from samepath.runtime_guard.clock import Clock
from samepath.runtime_guard.codec import Codec
from samepath.runtime_guard.errors import Divergence, SamepathError, UnknownWorkflowError
from samepath.runtime_guard.executor import Executor
from samepath.runtime_guard.verify.replay import verify
from samepath.runtime_guard.workflow import workflow_named

SEEDS = (1, 2, 3, 4, 5)  # two values of a set come in one order under all five once in 32 times

_MAIN = "__samepath_main__"
_BEGIN = f"""import json, sys
order = json.load(sys.stdin)
sys.path[:] = order["path"]
from {__name__} import serve
serve(**order)"""


class Place(NamedTuple):
    """Where workflows are defined: in a module, or in the file that is the program."""

    module: str
    script: str = ""

    @classmethod
    def of(cls, workflow: str) -> "Place":
        """Find the place of a workflow that this process defines."""
        module = workflow_named(workflow).function.__module__
        if module != "__main__":
            return cls(module)
        script = getattr(sys.modules["__main__"], "__file__", None)
        if script is None or not os.path.isfile(script):  # noqa: PTH113
            raise SamepathError(
                f"no new process can load {workflow}: the program that defines it is no file; "
                "move it to a module"
            )
        return cls(module, os.path.abspath(script))  # noqa: PTH100


def verify_fresh(url: str, runs: Sequence[str], place: Place, *, pickle: bool = False) -> None:
    """Replay runs in new processes that load the place of their workflows.

    Raises Divergence if a replay takes another path or ends otherwise in any of them,
    SamepathError if the place cannot be loaded there, or does not define the workflows.
    """
    path = list(map(str, sys.path))
    order = {"url": url, "runs": list(runs), "place": place, "path": path, "pickle": pickle}
    for seed in SEEDS:
        done = subprocess.run(  # noqa: S603 - this interpreter, our own text
            [sys.executable, "-c", _BEGIN],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            input=json.dumps(order),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 or not done.stdout:
            last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
            raise SamepathError(f"a new process ended with status {done.returncode}: {last}")
        kind, message = json.loads(done.stdout)
        if kind == "divergence":
            raise Divergence(f"{message} (in a new process with PYTHONHASHSEED={seed})")
        if kind == "error":
            raise SamepathError(f"{message} (in a new process)")


def serve(url: str, runs: list[str], place: list[str], path: list[str], *, pickle: bool) -> None:  # noqa: ARG001 - the path was taken before this could be imported
    """Replay runs in this process; say on standard output what came of it, and end."""
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the application prints is no answer
    with answer:
        json.dump(_replayed(url, runs, Place(*place), pickle=pickle), answer)
    os._exit(0)  # threads that the application's modules started have nothing to do here


def _replayed(url: str, runs: list[str], place: Place, *, pickle: bool) -> tuple[str, str]:
    from samepath.runtime_guard.runtime import open_store

    where = place.script or place.module
    try:
        _load(place)
    except BaseException as error:  # noqa: BLE001 - whatever a foreign module does
        return "error", f"{where} cannot be imported: {type(error).__name__}: {error}"
    clock = Clock()
    try:
        store = open_store(url, durable=True, clock=clock)
        executor = Executor(store, Codec(pickle=pickle), clock, threads=1)
        for run in runs:
            verify(executor, run)
    except Divergence as divergence:
        return "divergence", str(divergence)
    except UnknownWorkflowError as error:
        return "error", f"{where} does not define it when it is imported: {error}"
    except SamepathError as error:
        return "error", str(error)
    return "same", ""


def _load(place: Place) -> None:
    if not place.script:
        importlib.import_module(place.module)
        return
    for value in runpy.run_path(place.script, run_name=_MAIN).values():
        if isinstance(value, type) and value.__module__ == _MAIN:
            value.__module__ = place.module  # the journal names errors by their modules
