"""`samepath workflows`: what was found, per engine, and how completely it was read."""

import sys
from collections.abc import Sequence
from itertools import groupby

from samepath.linter.frontends.cli.opening import open_paths
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import style, write
from samepath.linter.report.cells import printable, width
from samepath.linter.report.finding import WorkflowRead
from samepath.linter.report.selection import CLEAN, FAILED
from samepath.linter.report.style import Style, relative
from samepath.linter.report.words import count

_NAMES = 2
_COUNTED = ("steps", "operations", "functions", "gaps")


def run(parsed: Parsed) -> int:
    """Print the workflows in the named files and folders, or all."""
    opened = open_paths(parsed, parsed.many("paths"))
    if not opened.programs:
        return FAILED
    found = dict.fromkeys(read for program in opened.programs for read in program.workflows())
    told = sorted(found, key=lambda read: (read.dialect, read.workflow, read.filename, read.row))
    look = style(parsed, sys.stdout)
    if parsed.text("output_format") == "json":
        from samepath.linter.report.json_ import dump

        write(dump([_as_json(read, look) for read in told]))
    else:
        write(_tables(told, look))
    return FAILED if opened.missing else CLEAN


def _as_json(read: WorkflowRead, look: Style) -> dict[str, object]:
    return {
        "workflow": read.workflow,
        "dialect": read.dialect,
        "filename": relative(read.filename, look.cwd),
        "row": read.row,
        **{name: getattr(read, name) for name in _COUNTED},
        "complete": not read.gaps,
    }


def _tables(told: Sequence[WorkflowRead], look: Style) -> str:
    if not told:
        return "no workflow found\n"
    return "\n".join(
        _table(dialect, list(group), look)
        for dialect, group in groupby(told, key=lambda read: read.dialect)
    )


def _table(dialect: str, reads: list[WorkflowRead], look: Style) -> str:
    complete = sum(not read.gaps for read in reads)
    title = look.paint(dialect, "bold")
    lines = [f"{title}: {count(len(reads), 'workflow')}, {complete:,} read completely"]
    rows = [("workflow", "defined at", *_COUNTED), *(_row(read, look) for read in reads)]
    widths = [max(width(row[at], look.encoding) for row in rows) for at in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [_padded(cell, widths[at], at, look) for at, cell in enumerate(row)]
        line = "  ".join(cells).rstrip()
        lines.append("  " + (look.paint(line, "dim") if number == 0 else line))
    return "\n".join(lines) + "\n"


def _row(read: WorkflowRead, look: Style) -> tuple[str, ...]:
    place = f"{look.path(read.filename)}:{read.row}"
    figures = (f"{getattr(read, name):,}" for name in _COUNTED)
    return printable(read.workflow, look.encoding), place, *figures


def _padded(cell: str, wide: int, at: int, look: Style) -> str:
    """Set names flush left and figures flush right."""
    blanks = " " * (wide - width(cell, look.encoding))
    return cell + blanks if at < _NAMES else blanks + cell
