"""`samepath explain FILE:LINE`: every chain and flow of what was found there."""

import re
import sys

from samepath.linter.frontends.cli.opening import open_paths
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, style, working_directory, write
from samepath.linter.project.reader import absolute
from samepath.linter.report.selection import CLEAN, FAILED

_PLACE = re.compile(r"(?P<path>.+?):(?P<row>\d+)(?::\d+)?:?", re.DOTALL)


def run(parsed: Parsed) -> int:
    """Print all flows; to find none is an answer too."""
    place = _PLACE.fullmatch(parsed.text("place"))
    if place is None:
        raise CannotWork(f"`{parsed.text('place')}` is no place; write FILE:LINE")
    opened = open_paths(parsed, (place["path"],))
    if not opened.programs:
        return FAILED
    path = absolute(place["path"], working_directory())
    findings = opened.programs[0].project.explain(path, int(place["row"]))
    look = style(parsed, sys.stdout)
    if parsed.text("output_format") == "json":
        from samepath.linter.report import json_

        write(json_.render(findings, look))
    elif findings:
        from samepath.linter.report import text

        write(text.render(findings, opened.lines, look, every_flow=True))
    else:
        write(f"nothing was found at {look.place(path, int(place['row']))}\n")
    return CLEAN
