"""The command's own check, asked by other tools: one line per finding, sorted by file.

Whoever asks here gets what `samepath check` would say, since it is the same way to it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from samepath.dataclass import dataclass
from samepath.linter.frontends.cli.commands import CHECK
from samepath.linter.frontends.cli.opening import Opened, open_paths
from samepath.linter.frontends.cli.options import Parsed, Value
from samepath.linter.frontends.cli.output import working_directory
from samepath.linter.project.memory import Memory
from samepath.linter.project.reader import DiskReader, absolute
from samepath.linter.report.concise import way
from samepath.linter.report.finding import Finding
from samepath.linter.report.selection import is_shown
from samepath.linter.report.style import Style
from samepath.linter.report.words import message


@dataclass(frozen=True, slots=True)
class Line:
    """One finding on one line; columns start at 1."""

    row: int
    column: int
    end_row: int
    end_column: int
    code: str
    name: str
    severity: str
    said: str


Answer = dict[str, list[Line]]
"""The findings by absolute file name."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: options of `samepath check`, the paths, and text that is not saved yet."""

    options: Mapping[str, Value]
    paths: tuple[str, ...]
    unsaved: Mapping[str, bytes]
    memory: Memory | None = None
    """Of whoever asks again and again."""

    def open(self) -> Opened:
        """Find the programs; who asks has told of paths that do not exist."""
        here, disk = working_directory(), DiskReader()
        there = [
            path
            for path in self.paths
            if (full := absolute(path, here)) in self.unsaved or disk.exists(full)
        ]
        if not there:
            return Opened(lambda _: (), ())
        return open_paths(self.parsed(), there, self.unsaved, memory=self.memory)

    def parsed(self) -> Parsed:
        """Give the command line that would ask the same."""
        return Parsed("check", {**CHECK.absent(), **self.options})

    def shown(self, opened: Opened, go_on: Callable[[], None] = lambda: None) -> list[Finding]:
        """Check, and keep what the options say is to be told; `go_on` may raise at any time."""
        notes, gaps = (bool(self.options.get(name)) for name in ("show_notes", "show_gaps"))
        return [f for f in opened.check(go_on).findings if is_shown(f, notes=notes, gaps=gaps)]


def lines_of(findings: Iterable[Finding]) -> Answer:
    """Write each finding on one line, with the way from the workflow."""
    style = Style(cwd=working_directory())
    answer: Answer = {}
    for finding in findings:
        answer.setdefault(finding.filename, []).append(_line(finding, style))
    return answer


def _line(finding: Finding, style: Style) -> Line:
    said, names = message(finding, style), way(finding, style)
    start, end = finding.location, finding.end_location
    return Line(
        start.row, start.column, end.row, end.column,
        finding.code, finding.name, finding.severity,
        f"{said} ({names})" if names else said,
    )  # fmt: skip


def named(paths: Sequence[str]) -> tuple[str, ...]:
    """Take each path once."""
    return tuple(dict.fromkeys(paths))
