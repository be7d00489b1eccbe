"""Programs that nobody wrote for us: the standard library, its tests, and generated ones."""

import ast
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

SIZES = ((60, 4), (200, 6), (600, 8))
"""Most nodes and deepest nesting of generated programs, in turn."""
FURTHER = 1_000_003
"""How far away the seed lies that stands in for one that gives no program."""


def library_files(home: Path | None = None) -> list[Path]:
    """List the files of a standard library, its own tests included, in a stable order."""
    folder = home or Path(sysconfig.get_path("stdlib"))
    return sorted(p for p in folder.rglob("*.py") if "site-packages" not in p.parts)


def generated(seed: int) -> str:
    """Generate a program that Python would compile, though not one that would run.

    Raises ImportError where pysource-codegen is not installed.
    """
    from pysource_codegen import generate

    nodes, depth = SIZES[seed % len(SIZES)]
    while True:
        try:
            return str(generate(seed, node_limit=nodes, depth_limit=depth))
        except ValueError:  # made a tree that cannot be written as text: take another
            seed += FURTHER


def as_workflows(source: str) -> str:
    """Make every top-level function a workflow, so that a check enters it.

    Raises SyntaxError where the source has none.
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    rows = sorted(starts(tree), reverse=True)
    for row in rows:
        lines.insert(row - 1, "@DBOS.workflow()\n")
    lines.insert(first_free_row(tree) - 1, "from dbos import DBOS\n")
    return "".join(lines)


def starts(tree: ast.Module) -> Iterator[int]:
    """Yield the first row of each top-level function that begins a line of its own."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.decorator_list[0] if node.decorator_list else node
            if node.col_offset == 0 and first.col_offset <= 1:
                yield first.lineno


def first_free_row(tree: ast.Module) -> int:
    """Answer the first row where an import may stand: after docstring and `__future__`."""
    row = 1
    for node in tree.body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (is_text or is_future):
            break
        row = (node.end_lineno or node.lineno) + 1
    return row


def python() -> str:
    """Name the running Python."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"
