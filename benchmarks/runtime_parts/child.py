"""One measurement in a process of its own: prints one line of JSON."""
# ruff: noqa: ARG001 - every measurement, and every engine, is called alike

import json
import os
import sqlite3
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from systems import SYSTEMS, samepath_runtime

STEPS = (0, 1, 10)


def raw_sqlite(folder: Path) -> Callable[[], None]:
    """Return a plain commit of one row, as durable as ours."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table op (w text, f integer primary key, o text)")

    def commit() -> None:
        connection.execute("insert into op (w, o) values ('w', ?)", ("x" * 80,))

    return commit


def raw_postgres(url: str) -> Callable[[], None]:
    """Return a plain commit of one row."""
    import psycopg

    connection = psycopg.connect(url, autocommit=True)
    connection.execute("create table raw_op (w text, f bigserial primary key, o text)")

    def commit() -> None:
        statement = "insert into raw_op (w, o) values ('w', %s)"
        connection.execute(statement, ("x" * 80,), prepare=True)

    return commit


def speed(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Time runs of 0, 1 and 10 steps, each beside a raw commit in the same loop."""
    run = SYSTEMS[system](folder, url)
    raw = raw_postgres(url) if url else raw_sqlite(folder)
    found: dict[str, Any] = {}
    for _ in range(3):
        for n in STEPS:
            run(n)
        raw()
    for n in STEPS:
        runs, raws = [], []
        for _ in range(40 if n == 10 else 100):  # noqa: PLR2004
            began = time.perf_counter()
            raw()
            raws.append(time.perf_counter() - began)
            began = time.perf_counter()
            run(n)
            runs.append(time.perf_counter() - began)
        found[f"ms_{n}"] = 1e3 * statistics.median(runs)
        found[f"raw_ms_{n}"] = 1e3 * statistics.median(raws)
    found["cpu_per_step"] = min(_cpu_per_step(run) for _ in range(5))
    return found


def _cpu_per_step(run: Callable[[int], Any]) -> float:
    times = []
    for n in (0, 50):
        began = time.process_time()
        for _ in range(20):
            run(n)
        times.append((time.process_time() - began) / 20)
    return 1e3 * (times[1] - times[0]) / 50


def counts(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Do work between two marks, for whoever traces this process."""
    run = SYSTEMS[system](folder, url)
    n, times = int(os.environ["BENCH_STEPS"]), 20
    for _ in range(3):
        run(n)
    os.write(2, b"MARK-BEGIN\n")
    for _ in range(times):
        run(n)
    os.write(2, b"MARK-END\n")
    return {"runs": times}


def transactions(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Count transactions of the database per run, less what it does when idle."""
    import psycopg

    run = SYSTEMS[system](folder, url)
    query = "select xact_commit from pg_stat_database where datname = current_database()"
    found: dict[str, Any] = {}
    with psycopg.connect(url, autocommit=True) as connection:

        def committed() -> int:
            time.sleep(1.2)
            return int(connection.execute(query).fetchone()[0])

        for n in STEPS:
            run(n)
            before, began = committed(), time.monotonic()
            for _ in range(100):
                run(n)
            after, took = committed(), time.monotonic() - began
            begun = time.monotonic()
            time.sleep(max(0.0, took - 1.2))
            idle = (committed() - after) * took / (time.monotonic() - begun)
            found[f"transactions_{n}"] = (after - before - idle) / 100
    return found


def groups(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Run 1-step workflows on 1 and on 8 threads; count commits where that is possible."""
    runtime, flow = samepath_runtime(folder, url)
    found: dict[str, Any] = {}
    for width in (1, 8):
        committer = getattr(runtime.store, "_committer", None)
        before = committer.commits if committer else 0
        share = 800 // width

        def go(share: int = share) -> None:
            for _ in range(share):
                runtime.run(flow, 1)

        threads = [threading.Thread(target=go) for _ in range(width)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found[f"runs_per_s_{width}"] = 800 / (time.perf_counter() - began)
        if committer:
            found[f"commits_per_run_{width}"] = (committer.commits - before) / 800
    return found


def queue(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Enqueue and work off 1,000 items of one step."""
    if system == "dbos":
        return _dbos_queue(folder, url)
    from samepath import Queue

    Queue("bench")
    runtime, flow = samepath_runtime(folder, url)
    runtime.run(flow, 1)
    began = time.perf_counter()
    handles = [runtime.start(flow, 1, queue="bench") for _ in range(1000)]
    for handle in handles:
        handle.result()
    return {"per_s": 1000 / (time.perf_counter() - began)}


def _dbos_queue(folder: Path, url: str) -> dict[str, Any]:
    flow = SYSTEMS["dbos"](folder, url)
    from dbos import DBOS

    DBOS.register_queue("bench", polling_interval_sec=0.1)
    time.sleep(1.5)
    began = time.perf_counter()
    handles = [DBOS.enqueue_workflow("bench", flow, 1) for _ in range(300)]
    for handle in handles:
        handle.get_result(polling_interval_sec=0.02)
    return {"per_s": 300 / (time.perf_counter() - began)}


def recovery(system: str, folder: Path, url: str) -> dict[str, Any]:
    """Take over 1,000 runs whose process died before their third step."""
    runtime, flow = samepath_runtime(folder, url, recover=False)
    for number in range(1000):
        runtime.run(flow, 3, id=f"r{number}")

    def die(sql: Any) -> None:  # noqa: ANN401
        sql.run("update samepath_runs set status = 'running', outcome = null, executor = 'dead'")
        sql.run("delete from samepath_entries where position = '3'")

    runtime.store.write(die)
    runtime.close()
    left = "select 1 from samepath_runs where status = 'running' limit 1"
    began = time.perf_counter()
    runtime, _ = samepath_runtime(folder, url)
    while runtime.store.read(lambda sql: sql.rows(left)):
        time.sleep(0.005)
    return {"per_s": 1000 / (time.perf_counter() - began)}


if __name__ == "__main__":
    measure, system, folder, url = sys.argv[1:5]
    print(json.dumps(globals()[measure](system, Path(folder), url)), flush=True)
    os._exit(0)
