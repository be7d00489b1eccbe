"""From named paths and options to programs that are ready to be asked."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from samepath.dataclass import dataclass, replace
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, complain, working_directory
from samepath.linter.frontends.cli.settling import settle
from samepath.linter.project.files import Files, gather
from samepath.linter.project.memory import Memory
from samepath.linter.project.reader import DiskReader, OverlayReader, Reader, absolute
from samepath.linter.project.settings import Settings
from samepath.linter.project.source import Problem, decode
from samepath.linter.report.finding import Report, WorkflowRead
from samepath.linter.report.frame import Lines
from samepath.linter.report.selection import lies_in, strict, touching

if TYPE_CHECKING:
    from samepath.linter.check import Project

STDIN = "stdin.py"
"""What standard input is called where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Program:
    """One program: the folder it is, its settings, and what was named in it.

    `focus` is None where all of it was named.
    """

    root: str
    project: "Project"
    settings: Settings
    focus: frozenset[str] | None
    files: Files | None
    """What was found of it already, with a second process that looks ahead or with a memory."""

    def check(self, go_on: Callable[[], None]) -> Report:
        """Check all of it, and keep what touches the named files."""
        report = self.project.check(self.focus, go_on)
        report = strict(report) if self.settings.strict else report
        return report if self.focus is None else touching(report, self.focus)

    def workflows(self) -> list[WorkflowRead]:
        """List the workflows in the named files."""
        focus = self.focus
        found = self.project.workflows()
        return [read for read in found if focus is None or lies_in(read.filename, focus)]


@dataclass(frozen=True, slots=True)
class Opened:
    """The programs that the named paths lie in; `missing` says that a path does not exist."""

    lines: Lines
    programs: tuple[Program, ...]
    missing: bool = False

    def close(self) -> None:
        """End the processes that look ahead."""
        for program in self.programs:
            if program.files is not None:
                program.files.haystack.close()

    def check(self, go_on: Callable[[], None] = lambda: None) -> Report:
        """Check every program, and add up what they say; `go_on` may raise at any time."""
        reports = [program.check(go_on) for program in self.programs]
        return Report(
            findings=tuple(dict.fromkeys(f for report in reports for f in report.findings)),
            workflows=tuple(dict.fromkeys(w for report in reports for w in report.workflows)),
            files_found=sum(report.files_found for report in reports),
            files_read=sum(report.files_read for report in reports),
            lines_read=sum(report.lines_read for report in reports),
            budget=tuple(dict.fromkeys(hit for report in reports for hit in report.budget)),
        )


def open_paths(
    parsed: Parsed,
    paths: Sequence[str],
    unsaved: Mapping[str, bytes] | None = None,
    *,
    ahead: bool = False,
    memory: Memory | None = None,
) -> Opened:
    """Find the programs that the paths lie in; without paths, the one around this folder.

    A path that does not exist is complained of, and the others are opened all the same.
    `unsaved` has the contents of files that count instead of what is on the disk. With `ahead`
    a second process looks through them until they are closed; who opens them again and again
    gives a memory.
    """
    here = working_directory()
    reader = _reader(parsed, paths, here)
    if unsaved:
        reader = OverlayReader(reader, unsaved)
    named = [_named(path, parsed, here) for path in dict.fromkeys(paths or (".",))]
    there = [path for path in named if reader.exists(path)]
    for path, said in zip(named, paths, strict=False):
        if path not in there:
            complain(f"{said or repr(said)}: no such file or directory")
    grouped: dict[tuple[str, str | None], list[str]] = {}
    settled: dict[tuple[str, str | None], Settings] = {}
    for path in there:
        root, settings = settle(parsed, reader, path, here)
        grouped.setdefault((root, settings.path), []).append(path)
        settled[root, settings.path] = settings
    strictly = bool(parsed.values.get("force_exclude"))
    programs = [
        _program(
            reader, settled[key], key[0], group, excluding=strictly, ahead=ahead, memory=memory
        )
        for key, group in grouped.items()
    ]
    _tell(programs, parsed)
    return Opened(_lines(reader), tuple(programs), missing=len(there) < len(named))


def open_folder(parsed: Parsed, path: str) -> Program:
    """Take one folder, and nothing around it, for a program."""
    here = working_directory()
    reader = DiskReader()
    root = absolute(path, here)
    if not reader.exists(root):
        raise CannotWork(f"{path}: no such file or directory")
    _, settings = settle(parsed, reader, root, here)
    # names are dotted from the folder, even where it is itself a package of something
    settings = replace(settings, src=settings.src or (root,))
    return replace(_program(reader, settings, root, [root]), focus=None)


def _program(
    reader: Reader,
    settings: Settings,
    root: str,
    named: list[str],
    *,
    excluding: bool = False,
    ahead: bool = False,
    memory: Memory | None = None,
) -> Program:
    # What is named is read even where discovery would leave it out, but for hooks: they are
    # given every file that changed.
    asked = () if excluding else named
    roots = list(dict.fromkeys((root, *asked)))
    early = ahead or memory is not None
    files = gather(reader, settings, roots, ahead=ahead, memory=memory) if early else None
    from samepath.linter.check import Project  # while the second process is at work

    project = Project(reader, settings, roots, files)
    return Program(root, project, settings, None if root in named else frozenset(named), files)


def _lines(reader: Reader) -> Lines:
    """Make what gives the lines of files as the parser counts them; each is read once."""

    @cache
    def lines(filename: str) -> Sequence[str]:
        content = reader.glance(filename)
        if content is None:
            return ()
        text = decode(filename, content)
        if isinstance(text, Problem):  # shown all the same: the problem is in there
            text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")

    return lines


def _reader(parsed: Parsed, paths: Sequence[str], here: str) -> Reader:
    if "-" not in paths:
        if "stdin_filename" in parsed.values and parsed.text("stdin_filename"):
            raise CannotWork("--stdin-filename names the file behind `-`, but there is no `-`")
        return DiskReader()
    content = sys.stdin.buffer.read()
    return OverlayReader(DiskReader(), {_named("-", parsed, here): content})


def _named(path: str, parsed: Parsed, here: str) -> str:
    if path == "-":
        return absolute(parsed.text("stdin_filename") or STDIN, here)
    return absolute(path, here) if path else ""


def _tell(programs: Sequence[Program], parsed: Parsed) -> None:
    """Say what is read, to those who ask for it."""
    if not parsed.count("verbose"):
        return
    for program in programs:
        complain(f"reading {program.root}, settings from {program.settings.path or 'no file'}")
