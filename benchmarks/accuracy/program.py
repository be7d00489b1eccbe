"""Putting a piece into a program: the text with it, the row of its cause, and a check of both."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.places import Spot, Target
from benchmarks.accuracy.values import CLOSE, OPEN, Piece
from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.selection import Selection
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Finding

EVERY = Selection(extend_select=("RPL1", "RPL2", "RPL3", "RPL4"))
"""Rules in preview have to be named."""


class NotPossibleError(Exception):
    """The piece does not fit into this program: another one is tried."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A program in memory: the files that differ from the disk, and where the cause stands."""

    files: dict[str, str]
    cause: tuple[str, int]


def write(
    target: Target, piece: Piece, spot: Spot, lines: Iterable[str], ending: str = ""
) -> Edited:
    """Put statements before an operation, and what they need at the top of the module.

    `ending` is put into what the workflow returns, if anything is to go there.
    """
    source = Path(target.path).read_text()
    rows = source.split("\n")
    margin = rows[spot.first - 1][: spot.column]
    if margin.strip():
        raise NotPossibleError
    added = {spot.first: [margin + line for line in (*piece.before, *lines)]}
    if ending:
        returned(target, rows, added, ending)
    top = first_row(source)
    added.setdefault(top, []).extend(("", *dict.fromkeys(piece.imports), "", *piece.module, ""))
    text = "\n".join(
        line for number, row in enumerate([*rows, ""], 1) for line in (*added.get(number, ()), row)
    )
    folder = target.path.rpartition("/")[0]
    files = {target.path: text}
    for name, content in piece.files:
        files[f"{folder}/{name}.py"] = content
    return marked(files)


def returned(target: Target, rows: list[str], added: dict[int, list[str]], ending: str) -> None:
    """Let the workflow return a value beside what it returns anyway."""
    last = target.function.body[-1]
    margin = " " * last.col_offset
    if isinstance(last, ast.Return):
        if last.end_lineno != last.lineno:
            raise NotPossibleError
        value = ast.unparse(last.value) if last.value else "None"
        rows[last.lineno - 1] = f"{margin}return ({value}, {ending})"
    elif isinstance(last, ast.Expr | ast.Assign | ast.If | ast.For | ast.With | ast.AugAssign):
        added.setdefault((last.end_lineno or last.lineno) + 1, []).append(
            f"{margin}return {ending}"
        )
    else:
        raise NotPossibleError


def first_row(source: str) -> int:
    """Return the row after a module's first block of imports."""
    row = 1
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            row = (node.end_lineno or node.lineno) + 1
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            row = max(row, (node.end_lineno or node.lineno) + 1)
        else:
            break
    return row


def marked(files: dict[str, str]) -> Edited:
    """Take the marks out of the text, and remember the row of the cause."""
    cause = None
    plain: dict[str, str] = {}
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if OPEN in line and cause is None:
                cause = (path, number)
        plain[path] = text.replace(OPEN, "").replace(CLOSE, "")
        try:
            ast.parse(plain[path])
        except SyntaxError as error:
            raise NotPossibleError from error
    if cause is None:
        raise NotPossibleError
    return Edited(plain, cause)


def collides(target: Target, piece: Piece) -> bool:
    """Tell whether a name that the piece imports means something else in the file already."""
    source = Path(target.path).read_text()
    for line in piece.imports:
        name = line.split()[-1]
        if line not in source and re.search(rf"\b{re.escape(name)}\b", source):
            return True
    return False


def findings(root: str, files: dict[str, str] | None = None) -> tuple[Finding, ...]:
    """Check a folder, with some files as they are in memory."""
    overlay = {path: text.encode() for path, text in (files or {}).items()}
    reader = OverlayReader(DiskReader(), overlay)
    settings = Settings(root=root, selections=(EVERY,))
    return Project(reader, settings, [root]).check().findings
