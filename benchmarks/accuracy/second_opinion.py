"""Ask astroid what every call of a program calls, and set it beside what the engine says.

    python -m benchmarks.accuracy.second_opinion FOLDER... [--show 20]

Each call is resolved by the engine or a gap of it; astroid agrees, differs, finds what the engine
does not, or leaves it open.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from samepath.linter.check import Project, room
from samepath.linter.program.everything import call_everything, node_name
from samepath.linter.project.reader import DiskReader
from samepath.linter.project.settings import Settings

Place = tuple[str, int, int]
"""File, row, and column in bytes."""


def main() -> int:
    """Print how often the two agree, and examples of where they do not."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    for folder in options.folders:
        compare(folder.resolve(), options.show)
    return 0


def compare(folder: Path, show: int) -> None:
    """Print the table of one folder."""
    begin = time.process_time()
    own, gaps, files = engine(folder)
    between = time.process_time()
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], list[str]] = {}
    for place, names in second(folder, files):
        mine = own.get(place, set())
        here = "gap" if place in gaps and not mine else "resolved" if mine else "nothing to follow"
        there = verdict(mine, names)
        counts[here, there] += 1
        text = f"{place[0].removeprefix(str(folder))}:{place[1]}: {sorted(mine)} | {sorted(names)}"
        shown.setdefault((here, there), []).append(text)
    end = time.process_time()
    print(f"{folder.name}: {sum(counts.values())} calls")
    print(f"  CPU: engine {between - begin:.1f} s, astroid {end - between:.1f} s")
    for key, count in sorted(counts.items()):
        print(f"  {key[0]:18} {key[1]:18} {count:6}")
    for key in (("gap", "found"), ("resolved", "differs")):
        for line in shown.get(key, [])[:show]:
            print(f"    {key[0]}, {key[1]}: {line[:200]}")


def verdict(mine: set[str], names: set[str]) -> str:
    """Say what astroid's answer is beside ours: last parts count, since roots differ."""
    if not names:
        return "open"
    if not mine:
        return "found"
    last = {name.rpartition(".")[2] for name in mine}
    others = {name.rpartition(".")[2] for name in names}
    constructed = {"__init__", "__new__", "__call__"} & last
    return "agrees" if last & others or constructed else "differs"


@room()
def engine(folder: Path) -> tuple[dict[Place, set[str]], set[Place], list[str]]:
    """Answer the functions called at each place, the places of gaps, and the files."""
    root = str(folder)
    project = Project(DiskReader(), Settings(root=root, src=(root,)), [root])
    discovery = project.discovery
    modules = discovery.all_modules()
    solve = call_everything(discovery.world, modules)
    calls: dict[Place, set[str]] = {}
    gaps: set[Place] = set()
    for frame in solve.frames.values():
        module = frame.function.module
        spans = module.index.spans if module.index is not None else []
        found = [(site, node_name(c.function)) for site, cs in frame.calls.items() for c in cs]
        found += [(site, name) for site, names in frame.outside.items() for name in names]
        for site, name in found:
            if 0 <= site < len(spans):
                calls.setdefault((module.path, *spans[site][:2]), set()).add(name)
        gaps.update((module.path, *spans[s][:2]) for s in frame.gaps if 0 <= s < len(spans))
    return calls, gaps, [module.path for module in modules]


def second(folder: Path, files: list[str]) -> Iterator[tuple[Place, set[str]]]:
    """Yield every call of the files, with the names of what astroid infers."""
    import astroid
    from astroid import nodes
    from astroid.util import Uninferable

    sys.path.insert(0, str(folder))
    for path in files:
        try:
            tree = astroid.MANAGER.ast_from_file(path)
        except (astroid.AstroidError, RecursionError):
            continue
        for call in tree.nodes_of_class(nodes.Call):
            try:
                inferred = [each for each in call.func.infer() if each is not Uninferable]
            except (astroid.AstroidError, RecursionError):
                inferred = []
            names = {each.qname() for each in inferred if hasattr(each, "qname")}
            yield (path, call.lineno, call.col_offset), names
    sys.path.remove(str(folder))


if __name__ == "__main__":
    sys.exit(main())
