"""Which files import a module: their import statements, read as bytes, and resolved."""

import re
from collections.abc import Iterator

from samepath.linter.project.haystack import Haystack
from samepath.linter.project.modules import ModuleMap

GAP = rb"(?:[ \t]|\\\r?\n)*"
REST = rb"(?:[^\\\n;#]|\\\r?\n)*"
STATEMENT = re.compile(
    rb"(?:^|[;:])[ \t]*(?:from%(gap)s(\.*)%(gap)s([\w.]*)%(gap)simport\b%(gap)s(\([^)]*\)|%(rest)s)"
    rb"|import\b%(gap)s(%(rest)s))" % {b"gap": GAP, b"rest": REST},
    re.MULTILINE,
)
IMPORT = b"import"
WORD = re.compile(rb"\w+")


Imported = tuple[int, str, tuple[str, ...] | None]
"""One import: dots, module, and the words of what is taken from it, None if there may be others."""


class Importers:
    """Who imports what in a program. What cannot be told from bytes counts as an import."""

    def __init__(self, modules: ModuleMap, haystack: Haystack) -> None:
        self._modules = modules
        self._haystack = haystack
        self._found: dict[str, tuple[str, ...]] = {}
        self._statements: dict[str, list[Imported]] = {}

    def of(self, path: str) -> tuple[str, ...]:
        """Return the other files that may import the module at `path`, in their order."""
        if path not in self._found:
            self._found[path] = tuple(p for p in self.candidates(path) if self.imports(p, path))
        return self._found[path]

    def candidates(self, path: str) -> list[str]:
        """Return the other files that import something of this module's last name."""
        last = self._modules.name_of(path).rpartition(".")[2]
        return [other for other in self._haystack.importing(last) if other != path]

    def imports(self, importer: str, path: str) -> bool:
        """Tell whether a file may import the module at `path`."""
        last = self._modules.name_of(path).rpartition(".")[2]
        for level, module, words in self._imports_of(importer):
            whole = module.rpartition(".")[2] == last or not module
            if whole and self._is(importer, level, module, path):
                return True
            if words is None or last in words:
                inner = f"{module}.{last}" if module else last
                if self._is(importer, level, inner, path):
                    return True
        return False

    def _imports_of(self, importer: str) -> list[Imported]:
        if importer not in self._statements:
            content = self._haystack.content(importer)
            self._statements[importer] = [i for found in statements(content) for i in _read(*found)]
        return self._statements[importer]

    def _is(self, importer: str, level: int, dotted: str, path: str) -> bool:
        """Tell whether what a file imports may be the module at `path`."""
        if not level:
            return self._modules.find(dotted, importer) == path
        if self._modules.find_relative(importer, level, dotted) == path:
            return True
        package = self._modules.package_of(importer).split(".")
        absolute = ".".join([*package[: len(package) - level + 1], *filter(None, [dotted])])
        return self._modules.find(absolute, importer) == path


def statements(content: bytes) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """Yield what stands in each statement: `STATEMENT.findall`, but for long ways between them."""
    end = 0
    while (at := content.find(IMPORT, end)) >= 0:
        found = STATEMENT.search(content, max(end, _line_of(content, at)))
        if found is None:
            return
        dots, module, names, plain = found.groups(b"")
        yield dots, module, names, plain
        end = found.end()


def _line_of(content: bytes, at: int) -> int:
    """Return where a line begins, the lines before it included that end in a backslash."""
    start = content.rfind(b"\n", 0, at) + 1
    while content[max(0, start - 3) : start].rstrip(b"\r\n").endswith(b"\\"):
        start = content.rfind(b"\n", 0, start - 1) + 1
    return start


def _read(dots: bytes, module: bytes, names: bytes, plain: bytes) -> Iterator[Imported]:
    """Read one statement; `import a.b` reads as `import a.b` and `import a`."""
    if not plain:
        known = tuple(word.decode() for word in WORD.findall(names)) if b"#" not in names else None
        yield len(dots), module.decode(), known
    for item in plain.split(b",") if plain else ():
        dotted = b".".join(WORD.findall(item.partition(b" as ")[0])).decode()
        while dotted:
            yield 0, dotted, ()
            dotted = dotted.rpartition(".")[0]
