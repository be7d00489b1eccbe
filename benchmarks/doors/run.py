"""Time the language server in a tree of real code: from an edit to the diagnostics it makes.

See README.md beside this file for what is typed and how to read the table.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "linter"))

from editor import Editor
from trees import assemble
from workplace import add_tree_options, workplace

CODE = "RPL101"
CLOCK = ("import time as _time", "if _time.time() > 1:", "    return None")
FLOWS = """from dbos import DBOS

from {package}.prices import price


@DBOS.step()
def charge(amount): ...


@DBOS.workflow()
def order(item):
    if price(item):
        charge(item)
"""
PRICES = "def price(item):\n    return len(item)\n"


@dataclass(slots=True)
class Typed:
    """One kind of edits, and what each took."""

    name: str
    path: Path
    texts: tuple[str, str]
    """Without and with the reading of the clock."""
    row: int
    """Where that stands, from 0."""
    burst: int = 1
    """How many texts are sent in a row; the answer to the last one counts."""
    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0


def main() -> None:
    """Assemble the tree, type, print the table."""
    options = parsed()
    with workplace(options) as work:
        folder = work / "tree"
        tree = assemble(
            folder, options.workflows, options.code, options.engine_lines, options.lines
        )
        kinds = list(what_is_typed(folder))
        print(f"{tree.lines:,} lines in {tree.files:,} files; {tree.naming:,} name an engine")
        time_edits(folder, kinds, options.edits)


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_tree_options(parser, lines=100_000)
    parser.add_argument("--edits", type=int, default=40, help="counted edits of each kind")
    return parser.parse_args()


def what_is_typed(folder: Path) -> Iterator[Typed]:
    """Yield the kinds of edits, after writing the two files that the last ones are made in."""
    path, row = longest_workflow(folder)
    text = path.read_text(encoding="utf-8")
    at, indent = first_line_of(text, row)
    yield Typed("workflow", path, (text, with_clock(text, at, indent)), at + 1)
    package = folder / "desk"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "flows.py").write_text(FLOWS.format(package="desk"), encoding="utf-8")
    prices = package / "prices.py"
    prices.write_text(PRICES, encoding="utf-8")
    texts = PRICES, with_clock(PRICES, 1, "    ")
    yield Typed("function", prices, texts, 2)
    yield Typed("burst", prices, texts, 2, burst=8)


def longest_workflow(folder: Path) -> tuple[Path, int]:
    """Return the longest file with a workflow, and the row of the first one in it."""
    command = [sys.executable, "-m", "samepath", "workflows", "--output-format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    rows: dict[Path, int] = {}
    for each in json.loads(done.stdout):
        rows.setdefault(folder / each["filename"], each["row"])
    path = max(rows, key=lambda path: (path.stat().st_size, path))
    return path, rows[path]


def first_line_of(text: str, row: int) -> tuple[int, str]:
    """Return the row, from 0, and the indentation of the first statement of a workflow."""
    tree = ast.parse(text)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    around = [n for n in ast.walk(tree) if isinstance(n, (*functions, ast.ClassDef))]
    [top] = [n for n in around if n.lineno == row or row in {d.lineno for d in n.decorator_list}]
    found = [n for n in ast.walk(top) if isinstance(n, functions)]
    runs = [n for n in found if any(ast.unparse(d).endswith(".run") for d in n.decorator_list)]
    first, *others = (runs or found)[0].body
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and others:
        first = others[0]
    return first.lineno - 1, " " * first.col_offset


def with_clock(text: str, at: int, indent: str) -> str:
    """Read the clock in a line of its own."""
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:at], *(f"{indent}{line}\n" for line in CLOCK), *lines[at:]])


def time_edits(folder: Path, kinds: list[Typed], edits: int) -> None:
    """Type into each document, and print what it took."""
    editor = Editor(folder)
    try:
        begun = time.monotonic()
        for path, text in {kind.path: kind.texts[0] for kind in kinds}.items():
            editor.open(path, text)
        print(f"first answers after {1000 * (time.monotonic() - begun):.0f} ms")
        print(f"{'edit':<10} {'median ms':>9} {'p90 ms':>8} {'cpu ms':>8}  edits")
        for kind in kinds:
            for number in range(4):  # until everything is loaded
                edit(editor, kind, number)
            kind.seconds.clear()
            before = editor.processor()
            for number in range(edits):
                edit(editor, kind, number)
            kind.processor = editor.processor() - before
            print(line_of(kind))
        load = f"; load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"peak {editor.peak():.0f} MB{load}")
    finally:
        editor.leave()


def edit(editor: Editor, kind: Typed, number: int) -> None:
    """Add or remove the reading of the clock, and wait until that shows."""
    last = number + kind.burst - 1
    for each in range(number, last + 1):
        editor.type(kind.path, kind.texts[each % 2])
        if each < last:
            time.sleep(0.03)  # as fast as somebody types
    begun = time.monotonic()
    shown = editor.answer(kind.path)
    kind.seconds.append(time.monotonic() - begun)
    rows = [d["range"]["start"]["line"] for d in shown if d["code"] == CODE]
    if (kind.row in rows) != bool(last % 2):
        raise SystemExit(f"{kind.name}: a wrong answer, {CODE} in {rows}, {kind.row} was typed")


def line_of(kind: Typed) -> str:
    """Give one line of the table."""
    milliseconds = [1000 * each for each in kind.seconds]
    count = len(milliseconds)
    return (
        f"{kind.name:<10} {median(milliseconds):9.0f} {quantiles(milliseconds, n=10)[-1]:8.0f} "
        f"{1000 * kind.processor / count:8.0f}  {count}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
