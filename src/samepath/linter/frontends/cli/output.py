"""Writing to people: whole texts, in what the stream can take, and quiet if nobody listens."""

import os
import sys
from typing import TextIO

from samepath.linter.frontends.cli.options import Parsed
from samepath.linter.report.style import Colour, Style, of_stream


class CannotWork(Exception):  # noqa: N818 - what it says is a reason, not an error of ours
    """One sentence that says why the tool could not do its work; the exit status is 2."""


def style(parsed: Parsed, stream: TextIO) -> Style:
    """Find out how to write to a stream."""
    chosen = parsed.text("color")
    wanted: Colour = "always" if chosen == "always" else "never" if chosen == "never" else "auto"
    return of_stream(stream, os.environ, wanted, working_directory())


def working_directory() -> str:
    """Return the working directory as file names are written: with forward slashes."""
    try:
        return os.getcwd().replace(os.sep, "/")  # noqa: PTH109 - pathlib is slow to import
    except OSError as error:
        raise CannotWork("the working directory does not exist any more") from error


def write(text: str, stream: TextIO | None = None) -> None:
    """Write a text, with escapes for what the stream cannot encode.

    Where the other end is closed (`| head`) the rest is dropped: what was asked for has
    been done, and the exit status still says what was found.
    """
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        silence(stream)


def complain(sentence: str) -> None:
    """Tell one sentence to whoever reads the error stream."""
    write(f"samepath: {sentence}\n", sys.stderr)


def silence(stream: TextIO) -> None:
    """Lead a broken stream nowhere, or Python itself would complain at its exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # a stream that is no file keeps what it has
        return
