"""Places as editors count them: rows from 0, columns in the units that the client asked for."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lsprotocol.types import Position, Range
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from samepath.linter.project.reader import absolute
from samepath.linter.report.finding import Location, Place
from samepath.linter.report.frame import Lines

_NAME = re.compile(r"[\w.]+")


def path_of(uri: str) -> str | None:
    """Return the path of a document on the disk; None for what lies elsewhere."""
    if urlsplit(uri).scheme != "file":
        return None
    path = to_fs_path(uri)
    return absolute(path) if path and "\0" not in path else None


def uri_of(path: str) -> str:
    """Return the address of a file."""
    return from_fs_path(path) or f"file://{path}"


def range_of(place: Place, lines: Lines, codec: PositionCodec) -> Range:
    """Return the stretch of a place; where only its start is known, the name that stands there."""
    source = lines(place.filename)
    end = place.end_location
    if end <= place.location:
        end = _end_of_name(place.location, source)
    return Range(_position(place.location, source, codec), _position(end, source, codec))


def _end_of_name(start: Location, source: Sequence[str]) -> Location:
    text = source[start.row - 1] if start.row <= len(source) else ""
    found = _NAME.match(text, start.column - 1)
    return Location(start.row, found.end() + 1) if found else start


def _position(location: Location, source: Sequence[str], codec: PositionCodec) -> Position:
    row, column = location.row - 1, location.column - 1
    if row >= len(source):
        return Position(row, column)
    return Position(row, codec.client_num_units(source[row][:column]))
