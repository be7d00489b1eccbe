"""Take the whole standard library, its tests and generated programs through the engine.

`python tests/fuzz_heavy.py [--library FOLDER] [--programs COUNT] [--only TEXT]`. Ends with status
1 if any program crashed the engine or took too long; generated programs need pysource-codegen.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "src")]

from tests.fuzz.explore import PATIENCE, explore  # noqa: E402 (the path comes first)
from tests.fuzz.subjects import generated, library_files  # noqa: E402

SLOWEST = 10
"""How many of the slowest programs are named at the end."""


def subjects(library: Path | None, programs: int, only: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and source of everything to take through the engine."""
    for file in library_files(library):
        if only in str(file):
            yield str(file), file.read_bytes()
    for seed in range(programs):
        name = f"generated program {seed}"
        if only in name:
            yield name, generated(seed).encode("utf-8", "surrogatepass")


def main() -> int:
    """Run, tell of each trouble at once, and sum up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="a standard library; the running Python's")
    parser.add_argument("--programs", type=int, default=2_000, help="how many to generate")
    parser.add_argument("--only", default="", help="only what has this text in its name")
    chosen = parser.parse_args()
    count = troubled = 0
    times: list[tuple[float, str, str]] = []
    for name, source in subjects(chosen.library, chosen.programs, chosen.only):
        troubles, seconds = explore(name, source)
        count += 1
        troubled += bool(troubles)
        for trouble in troubles:
            print(f"{trouble.program}, {trouble.during}:\n{trouble.what}", flush=True)
        times += [(spent, during, name) for during, spent in seconds.items()]
    for spent, during, name in sorted(times, reverse=True)[:SLOWEST]:
        print(f"{spent:6.2f} s  {during}  {name}")
    print(f"{count} programs, {troubled} in trouble; each may take {PATIENCE} s of work")
    return 1 if troubled or not count else 0


if __name__ == "__main__":
    sys.exit(main())
