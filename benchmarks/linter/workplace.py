"""Where benchmarks put their trees, and what the command line says of them."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CANNOT_WORK = 2


def add_tree_options(parser: argparse.ArgumentParser, lines: int) -> None:
    """Let the command line say what the trees are made of, how long they are, and where."""
    add = parser.add_argument
    add(
        "--workflows",
        nargs="+",
        type=Path,
        required=True,
        help="folders of applications on an engine",
    )
    add("--code", nargs="+", type=Path, required=True, help="folders and wheels of other code")
    add("--work", help="where to put the trees, outside the repository")
    add("--keep", action="store_true", help="leave the trees where they are")
    add("--lines", type=int, default=lines, help="lines of the whole tree")
    add("--engine-lines", type=int, default=20_000, help="of these, in the applications")


@contextmanager
def workplace(options: argparse.Namespace) -> Iterator[Path]:
    """Give the folder for the trees, and remove it after; end the program where that cannot be."""
    work = Path(options.work or tempfile.mkdtemp(prefix="bench-")).resolve()
    if work.is_relative_to(REPOSITORY):
        print(f"{work} lies inside the repository; name a folder outside with --work")
        raise SystemExit(CANNOT_WORK)
    sources = [*options.workflows, *options.code]
    if missing := [str(place) for place in sources if not place.exists()]:
        print(f"not there: {', '.join(missing)}")
        raise SystemExit(CANNOT_WORK)
    try:
        yield work
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
