"""The runtime in figures, beside others: syncs, bytes, time, queues, recovery, start.

`python benchmarks/runtime.py [--peers PYTHON] [--disk FOLDER]`: the peers (dbos, dura, absurd-sdk)
are measured with another interpreter, in whose environment they are installed; ABSURD_SQL names
absurd's schema. Ratios and counts are worth more than times: those depend on the disk and on what
else the machine does.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CHILD = Path(__file__).parent / "runtime_parts" / "child.py"
sys.path[:0] = [str(ROOT / "tests" / "runtime"), str(CHILD.parent)]

from cluster import Cluster, binaries, new_folder  # noqa: E402
from systems import IMPORTS  # noqa: E402

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
CALLS = "fsync,fdatasync,pwrite64,write"
SYNCS = re.compile(r"\b(fsync|fdatasync)\(")
WRITES = re.compile(r"\bpwrite64\(.*= (\d+)$")


class Bench:
    """Interpreters, places and databases to measure with."""

    def __init__(self, peers: str, disk: Path, server: Cluster | None) -> None:
        self.peers = peers
        self.disk = disk
        self.server = server
        self.databases = 0

    def python(self, system: str) -> str:
        return sys.executable if system == "samepath" else self.peers

    def systems(self, *names: str) -> list[str]:
        return [name for name in names if name == "samepath" or self.peers]

    def database(self) -> str:
        """Return the URL of a new database."""
        import psycopg

        assert self.server is not None
        self.databases += 1
        name = f"bench{self.databases}"
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return self.server.url.rsplit("/", 1)[0] + f"/{name}"

    def measure(
        self, what: str, system: str, where: Path, url: str = "", *prefix: str, **env: str
    ) -> tuple[dict[str, Any], str]:
        """Run one measurement; return what it found and what it said on standard error."""
        with folder_in(where) as folder:
            command = [*prefix, self.python(system), str(CHILD), what, system, str(folder), url]
            done = subprocess.run(
                command,
                env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **env},
                capture_output=True,
                text=True,
                check=False,
            )
        if not done.stdout.strip():
            print(f"  {what} of {system} failed: {done.stderr.strip().splitlines()[-1:]}")
            return {}, done.stderr
        return json.loads(done.stdout.splitlines()[-1]), done.stderr


@contextmanager
def folder_in(where: Path) -> Iterator[Path]:
    """Give a folder for a while."""
    folder = Path(tempfile.mkdtemp(dir=where))
    yield folder
    shutil.rmtree(folder)


def count_syncs(bench: Bench) -> None:
    """Count syncs and bytes written per run with strace: free of noise."""
    print("\nper run on SQLite (strace)      syncs 0/1/10 steps     KB written 0/1/10 steps")
    for system in bench.systems("samepath", "dbos", "dura"):
        syncs, sizes = [], []
        for steps in (0, 1, 10):
            with tempfile.NamedTemporaryFile("r") as trace:
                tracing = ("strace", "-f", "-o", trace.name, "-e", f"trace={CALLS}")
                found, _ = bench.measure(
                    "counts", system, MEMORY, "", *tracing, BENCH_STEPS=str(steps)
                )
                lines = trace.read().split("MARK-BEGIN")[-1].split("MARK-END")[0].splitlines()
            runs = found.get("runs", 1)
            syncs.append(sum(bool(SYNCS.search(line)) for line in lines) / runs)
            sizes.append(
                sum(int(m[1]) for line in lines if (m := WRITES.search(line))) / runs / 1e3
            )
        per_step = (sizes[2] - sizes[0]) / 10
        print(
            f"  {system:<28} {_slashed(syncs, 2):<22} "
            f"{_slashed(sizes, 1)}  ({per_step:.1f} per step)"
        )


def compare_speed(bench: Bench) -> None:
    """Time per run, as a multiple of a raw commit in the same loop."""
    places = [("SQLite, memory", MEMORY, False), ("SQLite, disk", bench.disk, False)]
    if bench.server is not None:
        places.append(("PostgreSQL, memory", MEMORY, True))
    for title, where, server in places:
        print(f"\n{title:<31} ms per run 0/1/10       raw commits per run      CPU ms per step")
        names = ("samepath", "dbos", "absurd") if server else ("samepath", "dbos", "dura")
        for system in bench.systems(*names):
            if system == "absurd" and "ABSURD_SQL" not in os.environ:
                continue
            found, _ = bench.measure("speed", system, where, bench.database() if server else "")
            if found:
                times = [found[f"ms_{n}"] for n in (0, 1, 10)]
                ratios = [found[f"ms_{n}"] / found[f"raw_ms_{n}"] for n in (0, 1, 10)]
                print(
                    f"  {system:<28}  {_slashed(times, 2):<22}  {_slashed(ratios, 1):<22}"
                    f"   {found['cpu_per_step']:.3f}"
                )


def count_transactions(bench: Bench) -> None:
    """Transactions per run on PostgreSQL, by the server's own count."""
    print("\ntransactions per run on PostgreSQL, 0/1/10 steps")
    for system in bench.systems("samepath", "dbos"):
        found, _ = bench.measure("transactions", system, MEMORY, bench.database())
        if found:
            print(f"  {system:<28} {_slashed(list(found.values()), 1)}")


def compare_throughput(bench: Bench) -> None:
    """Group commit, queues, recovery."""
    print("\n1-step runs                     1 thread      8 threads     commits per run at 8")
    places = [("SQLite, memory", MEMORY, False), ("SQLite, disk", bench.disk, False)]
    if bench.server is not None:
        places.append(("PostgreSQL, memory", MEMORY, True))
    for title, where, server in places:
        found, _ = bench.measure("groups", "samepath", where, bench.database() if server else "")
        print(
            f"  {title:<28} {found['runs_per_s_1']:7.0f}/s     "
            f"{found['runs_per_s_8']:7.0f}/s     {found['commits_per_run_8']:.2f}"
        )
    print("\nin memory, per second           queue of 1,000      recovery of 1,000")
    for system in bench.systems("samepath", "dbos"):
        for server in (False, True) if bench.server is not None else (False,):
            url = bench.database() if server else ""
            queued, _ = bench.measure("queue", system, MEMORY, url)
            title = f"{system} on {'PostgreSQL' if server else 'SQLite'}"
            recovered: dict[str, Any] = {}
            if system == "samepath":
                recovered, _ = bench.measure(
                    "recovery", system, MEMORY, bench.database() if server else ""
                )
            print(
                f"  {title:<28}  {queued.get('per_s', 0):7.0f}            "
                f"{recovered.get('per_s', 0) or float('nan'):7.0f}"
            )


def compare_start(bench: Bench) -> None:
    """Time to import, and memory held afterwards."""
    print("\nstart                           ms to import      MB resident")
    script = (
        "import time; t = time.perf_counter(); {}; t = time.perf_counter() - t; "
        "print(t * 1e3, open('/proc/self/statm').read().split()[1])"
    )
    # an installed package has its bytecode; a checkout may be told not to write any
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(bench.disk)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    for system in bench.systems("samepath", "dbos", "dura", "absurd"):
        times = []
        for _ in range(7):
            done = subprocess.run(
                [bench.python(system), "-c", script.format(IMPORTS[system])],
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0:
                times.append([float(each) for each in done.stdout.split()])
        if times:
            resident = min(pages for _, pages in times) * 4096 / 1e6
            print(f"  {system:<28}  {min(t for t, _ in times):7.0f}           {resident:6.1f}")


def _slashed(values: list[float], digits: int) -> str:
    return " / ".join(f"{value:.{digits}f}" for value in values)


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default="", help="an interpreter that has the peers")
    parser.add_argument("--disk", type=Path, default=ROOT / "build", help="a folder on a disk")
    chosen = parser.parse_args()
    chosen.disk.mkdir(exist_ok=True)
    server = None
    if binaries() is not None:
        server = Cluster(new_folder(), fsync=True)
        server.start()
    bench = Bench(chosen.peers, chosen.disk, server)
    try:
        if shutil.which("strace"):
            count_syncs(bench)
        compare_speed(bench)
        if server is not None:
            count_transactions(bench)
        compare_throughput(bench)
        compare_start(bench)
    finally:
        if server is not None:
            server.stop("immediate")
            shutil.rmtree(server.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
