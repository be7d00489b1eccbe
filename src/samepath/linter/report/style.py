"""How output looks on one stream: colour, box drawing, links, width."""

import os
from collections.abc import Mapping
from typing import Literal, TextIO

from samepath.dataclass import dataclass
from samepath.linter.report.cells import printable

Colour = Literal["auto", "always", "never"]

UNLIMITED = 160
"""Cells of a line where no terminal sets a limit: more than code should take."""

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
SEVERITY = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that draw frames and trees."""

    bar: str
    branch: str
    last: str
    stem: str
    arrow: str
    more: str
    caret: str = "^"
    blank: str = "   "


_UNICODE = Glyphs(bar="│", branch="├─ ", last="└─ ", stem="│  ", arrow="→", more="…")
_ASCII = Glyphs(bar="|", branch="|- ", last="`- ", stem="|  ", arrow="->", more="...")


@dataclass(frozen=True, slots=True)
class Style:
    """What one stream can show; the default is a plain UTF-8 file."""

    cwd: str = ""
    encoding: str = "utf-8"
    colour: bool = False
    links: bool = False
    width: int = UNLIMITED

    @property
    def glyphs(self) -> Glyphs:
        return _UNICODE if self.encoding.lower().replace("_", "-").startswith("utf") else _ASCII

    def paint(self, text: str, look: str) -> str:
        """Colour text: `look` is words such as `bold red`."""
        if not self.colour or not text:
            return text
        codes = ";".join(_CODES[word] for word in look.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def link(self, text: str, target: str) -> str:
        """Make text a link where the terminal knows links."""
        if not self.links:
            return text
        return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\"

    def path(self, filename: str) -> str:
        """Write a file name as people see it: relative to the working directory if inside it."""
        return printable(relative(filename, self.cwd), self.encoding)

    def place(self, filename: str, row: int, column: int | None = None) -> str:
        """Write `file:row` or `file:row:column`, as a link where that is possible."""
        text = f"{self.path(filename)}:{row}" + (f":{column}" if column is not None else "")
        if not self.links:
            return text
        from urllib.parse import quote

        absolute = os.path.join(self.cwd, filename)  # noqa: PTH118 - pathlib is slow to import
        return self.link(text, f"file://{quote(os.fsencode(absolute))}")


def relative(filename: str, cwd: str) -> str:
    """Cut the working directory off a file name that lies inside it; others stay as they are."""
    inside = cwd.rstrip("/") + "/"
    return filename.removeprefix(inside) if cwd and filename != inside else filename


def of_stream(stream: TextIO, environ: Mapping[str, str], wanted: Colour, cwd: str) -> Style:
    """Find out what a stream can show; the option wins, then NO_COLOR, then FORCE_COLOR."""
    terminal = stream.isatty()
    colour = _colour(wanted, environ, terminal=terminal)
    return Style(
        cwd=cwd,
        encoding=stream.encoding or "utf-8",
        colour=colour,
        links=colour and terminal,
        width=_width(stream, environ) if terminal else UNLIMITED,
    )


def _colour(wanted: Colour, environ: Mapping[str, str], *, terminal: bool) -> bool:
    if wanted != "auto":
        return wanted == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return terminal and environ.get("TERM") != "dumb"


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or UNLIMITED
    except (OSError, ValueError):
        return UNLIMITED
