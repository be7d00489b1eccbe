"""From sites to what people see: files, rows, columns in code points, names, source text."""

from samepath.linter.program.frames import Frame
from samepath.linter.program.sources import ProjectSources
from samepath.linter.program.world import Module, World
from samepath.linter.report.finding import Location, Place


class Places:
    """The places of one program."""

    def __init__(self, world: World, sources: ProjectSources) -> None:
        self.world = world
        self.sources = sources
        self._lines: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """Answer the lines of a file that was read."""
        if path not in self._lines:
            self._lines[path] = self.sources.texts.get(path, "").splitlines()
        return self._lines[path]

    def span(self, path: str, site: int) -> tuple[int, int, int, int]:
        """Answer first row and column, last row and column, columns in code points from 1."""
        module = self.world.modules.get(path)
        index = module.index if module is not None else None
        if index is None or not 0 <= site < len(index.spans):
            return (1, 1, 1, 1)
        row, column, last_row, last_column = index.spans[site]
        return (
            row,
            self.column(path, row, column),
            last_row,
            self.column(path, last_row, last_column),
        )

    def column(self, path: str, row: int, offset: int) -> int:
        """Turn an offset in bytes into a column in code points."""
        lines = self.lines(path)
        if not 1 <= row <= len(lines):
            return offset + 1
        line = lines[row - 1]
        if line.isascii():
            return offset + 1
        return len(line.encode()[:offset].decode(errors="replace")) + 1

    def place(self, path: str, site: int) -> Place:
        """Answer the stretch of a site."""
        row, column, last_row, last_column = self.span(path, site)
        return Place(path, Location(row, column), Location(last_row, last_column))

    def text(self, path: str, site: int) -> str:
        """Answer the source of a site with white space folded."""
        row, column, last_row, last_column = self.span(path, site)
        lines = self.lines(path)[row - 1 : last_row]
        if not lines:
            return ""
        if len(lines) == 1:
            return " ".join(lines[0][column - 1 : last_column - 1].split())
        inner = [lines[0][column - 1 :], *lines[1:-1], lines[-1][: last_column - 1]]
        return " ".join(" ".join(inner).split())

    def function_at(self, module: Module, row: int) -> str:
        """Answer the dotted name of the innermost function around a row."""
        name = module.name
        if module.index is None:
            return name
        for code in module.index.functions:
            if code.kind == "function" and module.index.spans[code.site][0] <= row <= self.last_row(
                module, code.site
            ):
                name = f"{module.name}.{code.qualname}"
        return name

    def last_row(self, module: Module, site: int) -> int:
        """Answer the last row of the function whose name stands at a site, by indentation."""
        assert module.index is not None
        row = module.index.spans[site][0]
        lines = self.lines(module.path)
        start = len(lines[row - 1]) - len(lines[row - 1].lstrip()) if row <= len(lines) else 0
        last = row
        for number in range(row, len(lines)):
            line = lines[number]
            if line.strip() and not line.lstrip().startswith(("#", ")")):
                if len(line) - len(line.lstrip()) <= start:
                    break
                last = number + 1
        return last


def frame_name(frame: Frame) -> str:
    """Name a frame's function as people know it."""
    function = frame.function
    return f"{function.module.name}.{function.known_as or function.code.qualname}"
