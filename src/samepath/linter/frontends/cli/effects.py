"""`samepath effects MODULE.FUNCTION`: what a function does, and where its parameters go."""

import sys

from samepath.linter.frontends.cli.opening import open_paths
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, write
from samepath.linter.report.selection import CLEAN


def run(parsed: Parsed) -> int:
    """Print the summary of one function of the program around this folder."""
    [program] = open_paths(parsed, ()).programs
    try:
        effects = program.project.effects(parsed.text("function"))
    except LookupError as error:
        raise CannotWork(str(error.args[0])) from error
    look = style(parsed, sys.stdout)
    if parsed.text("output_format") == "json":
        from samepath.linter.report.effects import as_json
        from samepath.linter.report.json_ import dump

        write(dump(as_json(effects, look)))
    else:
        from samepath.linter.report.effects_text import render

        write(render(effects, look))
    return CLEAN
