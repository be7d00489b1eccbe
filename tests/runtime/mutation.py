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
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.util import cache_from_source
from pathlib import Path

import apsw  # noqa: F401 - loaded once, for all that are forked
import psycopg  # noqa: F401
import pytest
from runtime.cluster import new_folder
from runtime.covering import Covering, measure
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
QUIETLY = ("-x", "-q", "--tb=no", "--no-header", "-p", "no:cacheprovider")
ON_POSTGRES = ("test_operations", "test_groups")  # a file that serves both is asked there, too
# what runs at import, or in processes that a test starts, no test is seen to run
UNSEEN = ("test_steps", "test_operations", "test_fresh", "fork", "sigterm")
AT_ONCE = 60


def stages(covering: Covering, file: str, line: int) -> list[list[str]]:
    """Return the tests that judge a mutant, in groups, the quickest first."""
    found = covering.of(file, line)
    if "postgres" in file or "connections" in file:
        return list(_groups(found))
    usual = [test for test in found if "postgres" not in test]
    last = [test for test in found if test not in usual and any(n in test for n in ON_POSTGRES)]
    unseen = [t for t in covering.named(*UNSEEN) if t not in found and "postgres" not in t]
    return [*_groups(usual), *_groups(last), *_groups(unseen)]


def _groups(tests: list[str]) -> Iterator[list[str]]:
    yield from (tests[at : at + AT_ONCE] for at in range(0, len(tests), AT_ONCE))


def noticed(covering: Covering, file: str, line: int, package: Path) -> str:
    """Run the tests in forked processes; return who noticed, or nothing."""
    for tests in stages(covering, file, line):
        child = os.fork()
        if not child:
            _judge(tests, package)
        # a mutant that hangs the tests was noticed
        until = time.monotonic() + 30 + 8 * covering.took(tests)
        while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
            if time.monotonic() > until:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return f"hung in {tests[0]}"
            time.sleep(0.02)
        if ended[1] != 0:
            return tests[0]
    return ""


def _judge(tests: list[str], package: Path) -> None:
    os.setpgid(0, 0)
    sys.path.insert(0, str(package))
    os.environ["PYTHONPATH"] = str(package)  # for the processes that tests start
    sys.dont_write_bytecode = False
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 1
    try:
        code = int(pytest.main([*QUIETLY, *tests]))
    finally:
        os._exit(code)


def main(count: int, seed: int, share: int = 0, of: int = 1) -> int:
    """Judge so many mutants, or a share of them; return how many survived."""
    logging.disable(logging.CRITICAL)
    os.chdir(ROOT)
    every = []
    for file in FILES:
        text = (SOURCE / "runtime_guard" / f"{file}.py").read_text()
        every.extend((file, text, *mutant) for mutant in mutants(text))
    drawn = random.Random(seed).sample(every, min(count, len(every)))[share::of]
    covering = _measured()
    folder = new_folder()
    shutil.copytree(SOURCE, folder / "samepath")
    survivors = 0
    for number, (file, text, what, mutated) in enumerate(drawn, 1):
        place = folder / "samepath" / "runtime_guard" / f"{file}.py"
        place.write_text(mutated)
        # two mutants of one size, written in one second, would pass for each other
        Path(cache_from_source(str(place))).unlink(missing_ok=True)
        who = noticed(covering, file, int(what.split(":")[0]), folder)
        place.write_text(text)
        survivors += not who
        print(f"{number} {who or 'SURVIVED'}: {file}.py:{what}", flush=True)
    shutil.rmtree(folder)
    killed = 100 * (len(drawn) - survivors) / len(drawn)
    print(
        f"{len(drawn)} of {len(every)} mutants, seed {seed}: {survivors} survived, {killed:.1f} %"
    )
    return survivors


def _measured() -> Covering:
    """Measure in a process of its own: what is judged is imported anew."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(measure, ROOT, SOURCE / "runtime_guard").result()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
