"""Mutate what writes and replays the journal, and see whether the tests notice.

`python -m runtime.mutation COUNT SEED [ONLY]` draws so many mutants of the files below and runs,
for each, the tests until one fails, those that are quickest to notice first. Prints who survived.
"""

import logging
import os
import random
import shutil
import signal
import sys
import time
from importlib.util import cache_from_source
from pathlib import Path

import apsw  # noqa: F401 - loaded once, for all that are forked
import psycopg  # noqa: F401
import pytest
from runtime.cluster import new_folder
from runtime.mutants import mutants

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "samepath"
FILES = (
    *("asks", "branches", "children", "claims", "codec", "events", "execution", "leases", "life"),
    *("messages", "requests", "scope", "sleeping", "slot", "step", "transactions", "values"),
    *("verify/replay", "versions/patches"),
    *("journal/committer", "journal/migrations", "journal/record", "journal/rows"),
    *("journal/sqlite", "journal/store"),
    *("journal/connections", "journal/postgres", "journal/postgres_sql"),
)
LONGEST = 240.0  # seconds; a mutant that hangs the tests was noticed
QUICK = ("operations steps", "replay groups", "answers codec losing", "promises", "versions queues")
SLOW = ("disks operate", "signals conformance", "racing hosts")
POSTGRES = ("groups connections", "operations signals", "queues racing", "disks postgres")
ON_SQLITE = "not postgres and not server and not swallowed and not transaction_step"


def stages(file: str) -> list[list[str]]:
    """Return the calls of pytest that judge a mutant of the file, quickest first."""
    if "postgres" in file or "connections" in file:
        return [_tests(names, "not sqlite") for names in POSTGRES]
    on_sqlite = [_tests(names, ON_SQLITE) for names in (*QUICK, *SLOW)]
    return [*on_sqlite, _tests("operations groups", "postgres")]


def _tests(names: str, chosen: str) -> list[str]:
    files = [str(ROOT / "tests" / "runtime" / f"test_{name}.py") for name in names.split()]
    return ["-x", "-q", "--tb=no", "--no-header", "-p", "no:cacheprovider", "-k", chosen, *files]


def noticed(file: str, package: Path) -> str:
    """Run the tests in forked processes; return who noticed, or nothing."""
    for stage in stages(file):
        child = os.fork()
        if not child:
            _judge(stage, package)
        until = time.monotonic() + LONGEST
        while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
            if time.monotonic() > until:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return f"{Path(stage[-1]).stem} hung"
            time.sleep(0.02)
        if ended[1] != 0:
            return Path(stage[-1]).stem
    return ""


def _judge(stage: list[str], package: Path) -> None:
    os.setpgid(0, 0)
    sys.path.insert(0, str(package))
    sys.dont_write_bytecode = False
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 1
    try:
        code = int(pytest.main(stage))
    finally:
        os._exit(code)


def main(count: int, seed: int, only: str = "") -> int:
    """Judge so many mutants; return how many survived."""
    logging.disable(logging.CRITICAL)
    os.chdir(ROOT)
    every = []
    for file in FILES:
        text = (SOURCE / "runtime_guard" / f"{file}.py").read_text()
        every.extend((file, text, *mutant) for mutant in mutants(text) if only in file)
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    folder = new_folder()
    shutil.copytree(SOURCE, folder / "samepath")
    for file in (FILES[0], FILES[-1]) if not only else ():
        assert not noticed(file, folder), "the tests have to pass before anything is mutated"
    survivors = 0
    for number, (file, text, what, mutated) in enumerate(drawn, 1):
        place = folder / "samepath" / "runtime_guard" / f"{file}.py"
        place.write_text(mutated)
        # two mutants of one size, written in one second, would pass for each other
        Path(cache_from_source(str(place))).unlink(missing_ok=True)
        who = noticed(file, folder)
        place.write_text(text)
        survivors += not who
        print(f"{number} {who or 'SURVIVED'}: {file}.py:{what}", flush=True)
    shutil.rmtree(folder)
    killed = 100 * (len(drawn) - survivors) / len(drawn)
    print(
        f"{len(drawn)} of {len(every)} mutants, seed {seed}: {survivors} survived, {killed:.1f} %"
    )
    return survivors


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    main(*numbers, *sys.argv[3:])
