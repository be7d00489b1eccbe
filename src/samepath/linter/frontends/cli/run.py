"""One command line from its words to its exit status; whatever goes wrong is said in a sentence."""

import importlib
import os
from collections.abc import Sequence

from samepath.linter.frontends.cli import parsing
from samepath.linter.frontends.cli.commands import COMMANDS
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork, complain
from samepath.linter.report.cells import printable
from samepath.linter.report.selection import FAILED

INTERRUPTED = 130
REPORT = (
    "this is a fault of samepath, "
    "please report it to its issue tracker with what SAMEPATH_TRACEBACK=1 shows"
)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; never a traceback, unless SAMEPATH_TRACEBACK asks for one."""
    try:
        return _run(arguments)
    except CannotWork as reason:
        complain(str(reason))
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("SAMEPATH_TRACEBACK"):
            raise
        said = printable(str(error))[:200] or "no more is known"
        complain(f"{type(error).__name__}: {said}; {REPORT}")
        return FAILED


def _run(arguments: Sequence[str]) -> int:
    parsed = parsing.parse(arguments)
    if parsed is None:
        _suggest_check(arguments)
        from samepath.linter.frontends.cli import surface

        parsed = surface.parse(arguments)
    return _command(parsed)


def _command(parsed: Parsed) -> int:
    module = importlib.import_module(f"samepath.linter.frontends.cli.{parsed.command}")
    status: int = module.run(parsed)
    return status


def _suggest_check(arguments: Sequence[str]) -> None:
    """Answer those who name a path and no command."""
    first = arguments[0] if arguments else "-"
    is_path = not first.startswith("-") and os.path.exists(first)  # noqa: PTH110 - start-up
    if is_path and first not in COMMANDS:
        raise CannotWork(f"`{first}` is no command; to check it, run `samepath check {first}`")
