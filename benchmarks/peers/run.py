"""Run peers beside samepath on the same programs, and count who finds what.

    python benchmarks/peers/run.py --bin VENV/bin [--repositories FOLDER ...]

The programs are the marked ones of `tests/peers` and `tests/fixtures`, by engine: a line that is
marked as an error or a warning is to be found, any other line that is reported is extra. That
samepath finds the marked lines and no others, the tests assert: it is not run again here. Of public
repositories, where nobody has marked anything, only the numbers of reported lines are printed.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
MARK = re.compile(r"# expect: (?P<rule>[a-z-]+) (?:error|warning)")
SHOWN = re.compile(r"^(?P<file>.+?):(?P<row>\d+):\d+: ")
Line = tuple[str, int]
"""File and row."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A linter, the engine that it knows, and how to read what it prints."""

    name: str
    engine: str
    command: Callable[[Path, Path], list[str]]
    read: Callable[[str], set[Line]]


def by_line(printed: str) -> set[Line]:
    """Read `file:row:column: ...`."""
    found = (SHOWN.match(line) for line in printed.splitlines())
    return {(str((REPOSITORY / m["file"]).resolve()), int(m["row"])) for m in found if m}


def by_findings(printed: str) -> set[Line]:
    """Read replayguard's JSON."""
    findings = json.loads(printed)["findings"] if printed.strip().startswith("{") else []
    return {(str((REPOSITORY / f["file"]).resolve()), f["line"]) for f in findings}


def samepath(_: Path, folder: Path) -> list[str]:
    """Check with every rule, those in preview by their names."""
    names = subprocess.run(
        [sys.executable, "-m", "samepath", "rule", "--all", "--output-format", "json"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    rules = ",".join(sorted(rule["name"] for rule in json.loads(names)))
    return [
        sys.executable, "-m", "samepath", "check", str(folder), "--extend-select", rules,
        "--output-format", "concise",
    ]  # fmt: skip


TOOLS = (
    Tool("samepath", "", samepath, by_line),
    Tool("temporalint", "temporalio", lambda b, f: [str(b / "temporalint"), str(f)], by_line),
    Tool(
        "replayguard", "aws_durable_execution_sdk_python",
        lambda b, f: [str(b / "replayguard"), "check", str(f), "--format", "json"], by_findings,
    ),
)  # fmt: skip


def main() -> int:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bin", type=Path, required=True, help="where the peers' commands are")
    parser.add_argument("--repositories", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    print(f"{'tool':12} {'engine':36} {'to find':>8} {'found':>6} {'extra':>6}")
    for tool in TOOLS[1:]:
        folders = list(programs(tool.engine))
        wanted, hit, extra = score(tool, options.bin, folders)
        print(f"{tool.name:12} {tool.engine:36} {wanted:8} {hit:6} {extra:6}")
    for repository in options.repositories:
        for tool in TOOLS:
            print(
                f"{tool.name:12} {repository.name:36} {len(lines(tool, options.bin, repository))}"
            )
    return 0


def programs(engine: str) -> Iterator[Path]:
    """Yield the folders and files whose programs use an engine, and no other."""
    for path in sorted((REPOSITORY / "tests/peers").glob("*/*.py")):
        if engine in path.read_text():
            yield path
    for folder in sorted((REPOSITORY / "tests/fixtures").glob("*/*")):
        texts = [p.read_text() for p in folder.rglob("*.py")]
        if any(engine in text for text in texts):
            yield folder


def score(tool: Tool, where: Path, folders: list[Path]) -> tuple[int, int, int]:
    """Count the lines to find, those that were found, and those that nobody marked."""
    wanted, hit, extra = 0, 0, 0
    for folder in folders:
        marked = set(marks(folder))
        found = lines(tool, where, folder)
        wanted += len(marked)
        hit += len(marked & found)
        extra += len(found - marked)
    return wanted, hit, extra


def marks(folder: Path) -> Iterator[Line]:
    """Yield the lines that are marked as errors or warnings."""
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.py")):
        for row, line in enumerate(path.read_text().splitlines(), start=1):
            if MARK.search(line):
                yield str(path.resolve()), row


def lines(tool: Tool, where: Path, folder: Path) -> set[Line]:
    """Run a tool, and answer the lines that it reports above a note."""
    done = subprocess.run(
        tool.command(where, folder), check=False, capture_output=True, text=True, cwd=REPOSITORY
    )
    return tool.read(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
