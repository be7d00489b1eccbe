"""Time a cold `samepath check` beside other linters, and see how its cost grows.

See README.md beside this file for what the trees are made of and how to read the tables.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from timing import Contestant, compete, ratio
from trees import Tree, assemble
from workplace import add_tree_options, workplace

GROWTH = (10_000, 100_000, 1_000_000)
STATUS_FOUND = 1
"""Every tool here exits with 0 or 1 when it did its work."""


def main() -> None:
    """Assemble the trees, run the tools, print the tables."""
    options = parsed()
    with workplace(options) as work:
        if options.table != "growth":
            beside_others(options, work)
        if options.table != "others":
            growth(options, work)


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_tree_options(parser, lines=1_000_000)
    add = parser.add_argument
    add(
        "--bin",
        nargs="*",
        type=Path,
        default=[],
        help="where to look for the tools first",
    )
    add(
        "--growth-lines",
        type=int,
        default=5_000,
        help="the same, in the second table",
    )
    add("--rounds", type=int, default=5, help="counted rounds of each tool")
    add("--slow-rounds", type=int, default=1, help="counted rounds of the slow tools")
    add("--table", choices=("others", "growth", "both"), default="both", help="what to print")
    return parser.parse_args()


def beside_others(options: argparse.Namespace, work: Path) -> None:
    """Print the first table: one tree, every tool."""
    tree = assemble(
        work / "whole", options.workflows, options.code, options.engine_lines, options.lines
    )
    describe(tree)
    folder = str(tree.folder)
    contestants = [
        *tool(options, "samepath", options.rounds, "check", "--no-cache", "--isolated", folder),
        *tool(
            options, "ruff", options.rounds,
            "check", "--no-cache", "--isolated", "--select", "F", folder,
        ),
        *tool(options, "flake8", options.slow_rounds, "--isolated", "--select", "F", folder),
        *tool(options, "temporalint", options.slow_rounds, folder),
        *tool(options, "replayguard", options.slow_rounds, "check", folder),
    ]  # fmt: skip
    compete(contestants)
    base = next((c for c in contestants if c.name == "ruff"), contestants[0])
    print(f"{'tool':<12} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'x ' + base.name:>8}  rounds")
    for c in contestants:
        print(
            f"{c.name:<12} {c.wall():8.2f} {c.cpu():8.2f} {c.peak():8.0f} "
            f"{ratio(c, base):8.2f}  {len(c.runs)}{odd(c)}"
        )
    print()


def growth(options: argparse.Namespace, work: Path) -> None:
    """Print the second table: the same workflows in trees of growing size."""
    contestants = []
    for lines in GROWTH:
        folder = work / str(lines)
        tree = assemble(folder, options.workflows, options.code, options.growth_lines, lines)
        describe(tree)
        name = f"{lines:,}"
        made = tool(
            options, "samepath", options.rounds, "check", "--no-cache", "--isolated", str(folder)
        )
        contestants += [Contestant(name, c.command, c.rounds) for c in made]
    compete(contestants)
    first = contestants[0]
    print(f"{'lines':<12} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'x ' + first.name:>8}")
    for c in contestants:
        print(
            f"{c.name:<12} {c.wall():8.2f} {c.cpu():8.2f} {c.peak():8.0f} "
            f"{ratio(c, first):8.2f}{odd(c)}"
        )


def describe(tree: Tree) -> None:
    """Say what a tree is made of."""
    share = 100 * tree.naming / max(1, tree.files)
    print(
        f"{tree.lines:,} lines in {tree.files:,} files; "
        f"{tree.naming:,} files ({share:.0f} of 100) name an engine"
    )


def odd(contestant: Contestant) -> str:
    """Say so if a tool did not do its work."""
    statuses = {run.status for run in contestant.runs}
    failed = sorted(s for s in statuses if s not in (0, STATUS_FOUND))
    return f"  (exit status {', '.join(map(str, failed))})" if failed else ""


def tool(options: argparse.Namespace, name: str, rounds: int, *arguments: str) -> list[Contestant]:
    """Find a tool; one that is not installed is left out, and said."""
    if rounds < 1:
        return []
    folders = [*options.bin, Path(sys.executable).parent]
    found = shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name)
    if found is None:
        print(f"{name} is not installed; left out")
        return []
    return [Contestant(name, [found, *arguments], rounds)]


if __name__ == "__main__":
    raise SystemExit(main())
