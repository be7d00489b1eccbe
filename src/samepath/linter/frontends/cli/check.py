"""`samepath check`: what can make a replay take another path, told and counted."""

import sys
from importlib import import_module

from samepath.linter.frontends.cli.opening import Opened, open_paths
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, working_directory, write
from samepath.linter.report.finding import Finding, Report
from samepath.linter.report.selection import (
    CLEAN,
    FAILED,
    exit_status,
    is_shown,
)
from samepath.linter.report.style import Style

SILENT = 2
"""How many times `--quiet` is given by those who want the exit status only."""


def run(parsed: Parsed) -> int:
    """Check, print, and return the exit status."""
    opened = open_paths(parsed, parsed.many("paths"), ahead=True)
    if not opened.programs:
        return FAILED
    try:
        report = opened.check()
    finally:
        opened.close()
    _print(report, opened, parsed)
    if opened.missing:
        return FAILED
    return CLEAN if parsed.flag("exit_zero") else exit_status(report.findings)


def _print(report: Report, opened: Opened, parsed: Parsed) -> None:
    filename = parsed.text("output_file")
    if not filename:
        if parsed.count("quiet") < SILENT:
            write(_written(report, opened, parsed, style(parsed, sys.stdout)))
        return
    always = parsed.text("color") == "always"
    written = _written(report, opened, parsed, Style(working_directory(), colour=always))
    try:
        # Our own output, not what is checked: it goes through no reader.
        with open(filename, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            write(written, file)
    except OSError as error:
        raise CannotWork(f"cannot write {filename}: {error.strerror or error}") from error


def _written(report: Report, opened: Opened, parsed: Parsed, look: Style) -> str:
    """Give the whole output in the format that was asked for."""
    notes, gaps = parsed.flag("show_notes"), parsed.flag("show_gaps")
    findings = [f for f in report.findings if is_shown(f, notes=notes, gaps=gaps)]
    machine = _for_machines(findings, opened, parsed, look)
    if machine is not None:
        return machine
    told = _told(findings, opened, parsed, look)
    if parsed.count("quiet"):
        return told
    from samepath.linter.report.summary import summary

    return told + summary(report, look, notes=notes, gaps=gaps)


def _for_machines(
    findings: list[Finding], opened: Opened, parsed: Parsed, look: Style
) -> str | None:
    """Give what another program reads, and nothing beside it; None for what people read."""
    form = parsed.text("output_format")
    if form in {"json", "github", "junit"}:
        name = "json_" if form == "json" else form
        module = import_module(f"samepath.linter.report.{name}")
        written: str = module.render(findings, look)
        return written
    if form == "gitlab":
        from samepath.linter.report import gitlab

        return gitlab.render(findings, opened.lines, look)
    if form == "sarif":
        from samepath.linter.frontends.pages import pages
        from samepath.linter.report import sarif

        return sarif.render(findings, pages(), opened.lines, look)
    return None


def _told(findings: list[Finding], opened: Opened, parsed: Parsed, look: Style) -> str:
    if parsed.text("output_format") == "concise":
        from samepath.linter.report import concise

        return concise.render(findings, look)
    from samepath.linter.report import text

    return text.render(findings, opened.lines, look)
