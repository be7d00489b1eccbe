"""The engines that are compared: each opens a journal and runs a workflow of n trivial steps."""
# ruff: noqa: ARG001 - every measurement, and every engine, is called alike

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[int], Any]


def samepath(folder: Path, url: str) -> Run:
    """Ours, on SQLite or on PostgreSQL."""
    runtime, flow = samepath_runtime(folder, url)
    return lambda n: runtime.run(flow, n)


def samepath_runtime(folder: Path, url: str, **settings: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Return our runtime and the workflow of n steps."""
    from samepath import Runtime, step, workflow

    @step(name="st")
    def st(i: int) -> int:
        return i

    @workflow(name="flow")
    def flow(n: int) -> int:
        return sum(st(i) for i in range(n))

    return Runtime(url or str(folder / "journal.db"), **settings), flow


def dbos(folder: Path, url: str) -> Run:
    """DBOS Transact, on SQLite or on PostgreSQL."""
    _newer_sqlite()
    from dbos import DBOS

    place = url or f"sqlite:///{folder}/dbos.db"
    DBOS(
        config={
            "name": "bench",
            "system_database_url": place,
            "log_level": "ERROR",
            "application_version": "v",
        }
    )

    @DBOS.step()
    def st(i: int) -> int:
        return i

    @DBOS.workflow()
    def flow(n: int) -> int:
        return sum(st(i) for i in range(n))

    DBOS.launch()
    return flow


def dura(folder: Path, url: str) -> Run:
    """Dura, on SQLite."""
    from dura import DurableEngine

    engine = DurableEngine(str(folder / "dura.db"))

    def run(n: int) -> int:
        engine.spawn_task(name="flow", params={"n": n})
        task = engine.claim_task(worker_id="w")
        total = sum(
            engine.checkpoint(task_id=task.task_id, step_name=f"st{i}", fn=lambda i=i: i)
            for i in range(n)
        )
        engine.complete_run(run_id=task.run_id, result=total)
        return total

    return run


def absurd(folder: Path, url: str) -> Run:
    """Absurd, on PostgreSQL; its schema is a file that ABSURD_SQL names."""
    import psycopg
    from absurd_sdk import Absurd

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(Path(os.environ["ABSURD_SQL"]).read_text().encode())
    app = Absurd(url, queue_name="q")
    app.create_queue("q")

    @app.register_task(name="flow", queue="q")
    def flow(params: dict[str, int], context: Any) -> int:  # noqa: ANN401
        return sum(context.step("st", lambda i=i: i) for i in range(params["n"]))

    def run(n: int) -> None:
        app.spawn("flow", {"n": n}, queue="q")
        app.work_batch(batch_size=1)

    return run


SYSTEMS = {"samepath": samepath, "dbos": dbos, "dura": dura, "absurd": absurd}
IMPORTS = {
    "samepath": "from samepath import Runtime",
    "dbos": "import dbos",
    "dura": "import dura",
    "absurd": "import absurd_sdk",
}


def _newer_sqlite() -> None:
    """DBOS 3.4 needs SQLite 3.42 on newer Pythons: use the one of pysqlite3 where it is there."""
    try:
        import pysqlite3
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
