"""A code frame: the lines of a finding, numbered, with carets under its span."""

import re
from collections.abc import Callable, Sequence

from samepath.dataclass import dataclass
from samepath.linter.report.cells import cells
from samepath.linter.report.finding import Place
from samepath.linter.report.style import Style

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file as the parser counts them, or none if it cannot be read."""

_NAME = re.compile(r"[\w.]+")
SPAN = 4
"""Rows of a long expression that are shown."""


@dataclass(frozen=True, slots=True)
class _Window:
    """The cells of a line that fit: long lines are shown around the span."""

    left: int
    size: int


def frame(place: Place, lines: Lines, style: Style, look: str) -> list[str]:
    """Draw the lines of a place with one line around them; empty if there is no such line."""
    source = lines(place.filename)
    first, last = place.location.row, max(place.location.row, place.end_location.row)
    if not 1 <= first <= len(source):
        return []
    last = min(last, len(source))
    cut = last - first >= SPAN
    shown = range(first, first + SPAN - 1 if cut else last + 1)
    before = [first - 1] if first > 1 and source[first - 2].strip() else []
    after = [last + 1] if not cut and last < len(source) and source[last].strip() else []
    margin = gutter(place)
    window = _window(source[first - 1], place.location.column, style.width - margin - 3, style)
    drawn = []
    for row in (*before, *shown, *after):
        drawn.append(_numbered(row, margin, _text(source[row - 1], window, style), style))
        if row in shown:
            drawn.append(_underlined(row, source[row - 1], place, margin, window, style, look))
    if cut:
        drawn.append(_numbered(None, margin, style.paint(style.glyphs.more, "dim"), style))
    return drawn


def gutter(place: Place) -> int:
    """Give the width of the line numbers beside the frame of this place."""
    return max(2, len(str(max(place.location.row, place.end_location.row) + 1)))


def _numbered(row: int | None, margin: int, text: str, style: Style) -> str:
    number = "" if row is None else str(row)
    side = style.paint(f"{number:>{margin}} {style.glyphs.bar}", "blue")
    return f"{side} {text}".rstrip()


def _underlined(
    row: int, line: str, place: Place, margin: int, window: _Window, style: Style, look: str
) -> str:
    indent = len(line) - len(line.lstrip())
    start = place.location.column - 1 if row == place.location.row else indent
    end = place.end_location.column - 1 if row == place.end_location.row else len(line.rstrip())
    if start == end:  # a place without an end: the name that stands there
        named = _NAME.match(line, start)
        end = named.end() if named else start
    stops = _stops(line, style)
    left, right = (stops[min(max(at, 0), len(line))] for at in (start, end))
    left = min(max(left - window.left, 0), window.size - 1)
    right = min(max(right - window.left, left + 1), window.size)
    return _numbered(None, margin, " " * left + style.paint("^" * (right - left), look), style)


def _stops(line: str, style: Style) -> list[int]:
    """Give for each code point, and for the end, the cell it starts at."""
    stops = [0]
    for _, wide in cells(line, style.encoding):
        stops.append(stops[-1] + wide)
    return stops


def _window(line: str, column: int, size: int, style: Style) -> _Window:
    size = max(size, 20)
    stops = _stops(line, style)
    if stops[-1] <= size:
        return _Window(0, size)
    start = stops[min(max(column - 1, 0), len(line))]
    return _Window(max(0, min(start - size // 3, stops[-1] - size)), size)


def _text(line: str, window: _Window, style: Style) -> str:
    """Write the part of a line that the window shows, with a mark where it is cut."""
    written = list(cells(line.rstrip(), style.encoding))
    mark, end = style.glyphs.more, window.left + window.size
    cut_left, cut_right = window.left > 0, sum(wide for _, wide in written) > end
    low = window.left + len(mark) * cut_left
    high = end - len(mark) * cut_right
    drawn, at = [], 0
    for shown, wide in written:
        start, at = at, at + wide
        # Half a wide character cannot be shown: blanks keep the rest in its column.
        fits = low <= start and at <= high
        drawn.append(shown if fits else " " * (min(at, high) - max(start, low)))
    painted = style.paint(mark, "dim")
    return painted * cut_left + "".join(drawn) + painted * cut_right
