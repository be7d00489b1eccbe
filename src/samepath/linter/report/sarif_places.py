"""Places as SARIF has them: addresses from the root of the checkout, regions, snippets."""

import re
from urllib.parse import quote

from samepath.linter.report.cells import encodable
from samepath.linter.report.finding import Place
from samepath.linter.report.frame import Lines
from samepath.linter.report.identity import source_of
from samepath.linter.report.style import Style, relative

ROOT = "SRCROOT"

Json = dict[str, object]
_DRIVE = re.compile(r"[A-Za-z]:/")


class Places:
    """Writes places, with the source that stands there."""

    def __init__(self, lines: Lines, style: Style) -> None:
        self._lines = lines
        self._style = style

    @property
    def roots(self) -> Json:
        """What addresses are relative to."""
        about = {"text": "the folder that samepath was run in"}
        return {ROOT: {"uri": _file(self._style.cwd.rstrip("/") + "/"), "description": about}}

    def location(self, place: Place, said: str = "", number: int | None = None) -> Json:
        """Write one location, with what happens there and the number that links name it by."""
        location: Json = {} if number is None else {"id": number}
        location["physicalLocation"] = {
            "artifactLocation": self.artifact(place.filename),
            "region": self._region(place),
            **self._context(place),
        }
        if said:
            location["message"] = {"text": said}
        return location

    def artifact(self, filename: str) -> Json:
        """Write a file's address; one outside the root has an absolute one."""
        inside = relative(filename, self._style.cwd)
        if inside.startswith("/") or _DRIVE.match(inside):
            return {"uri": _file(inside)}
        return {"uri": _quoted(inside), "uriBaseId": ROOT}

    def _region(self, place: Place) -> Json:
        region: Json = {"startLine": place.location.row, "startColumn": place.location.column}
        if place.end_location > place.location:
            region |= {
                "endLine": place.end_location.row,
                "endColumn": place.end_location.column,
            }
            text = source_of(place, self._lines)
            return region | ({"snippet": {"text": encodable(text)}} if text else {})
        return region

    def _context(self, place: Place) -> Json:
        source = self._lines(place.filename)
        last = max(place.location.row, place.end_location.row) + 1
        first, last = max(place.location.row - 1, 1), min(last, len(source))
        if not first <= place.location.row <= last:
            return {}
        text = encodable("\n".join(source[first - 1 : last]))
        region = {"startLine": first, "endLine": last, "snippet": {"text": text}}
        return {"contextRegion": region}


def _file(path: str) -> str:
    return f"file://{'' if path.startswith('/') else '/'}{_quoted(path)}"


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
