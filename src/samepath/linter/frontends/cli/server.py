"""`samepath server`: the language server, on standard input and output."""

import gc
from importlib.util import find_spec

from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.frontends.cli.output import CannotWork
from samepath.linter.report.selection import CLEAN


def run(_: Parsed) -> int:
    """Answer an editor until it says goodbye."""
    if find_spec("pygls") is None:
        raise CannotWork("the language server needs pygls: install `samepath[lsp]`")
    from samepath.linter.frontends.lsp.server import create

    # It would be made between a check and its answer, and take as long: the checker collects
    # garbage when nobody waits.
    gc.disable()
    create().start_io()
    return CLEAN
