"""`samepath version`."""

import samepath
from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import write


def run(parsed: Parsed) -> int:  # noqa: ARG001 - as every command is run
    """Print the version."""
    write(f"samepath {samepath.__version__}\n")
    return 0
