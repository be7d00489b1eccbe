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
WORD = re.compile(rb"\w+")


class Importers:
    """Who imports what in a program. What cannot be told from bytes counts as an import."""

    def __init__(self, modules: ModuleMap, haystack: Haystack) -> None:
        self._modules = modules
        self._haystack = haystack
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, path: str) -> tuple[str, ...]:
        """Return the other files that may import the module at `path`, in their order."""
        if path not in self._found:
            last = self._modules.name_of(path).rpartition(".")[2]
            candidates = self._haystack.importing(last)
            self._found[path] = tuple(
                other for other in candidates if other != path and self._imports(other, path, last)
            )
        return self._found[path]

    def _imports(self, importer: str, path: str, last: str) -> bool:
        for dots, module, names, plain in STATEMENT.findall(self._haystack.content(importer)):
            base = module.decode()
            if plain:
                if any(self._is(importer, 0, name, path) for name in _plain_names(plain, last)):
                    return True
            elif self._is(importer, len(dots), base, path):
                return True
            elif last.encode() in WORD.findall(names) or b"#" in names:
                inner = f"{base}.{last}" if base else last
                if self._is(importer, len(dots), inner, path):
                    return True
        return False

    def _is(self, importer: str, level: int, dotted: str, path: str) -> bool:
        """Tell whether what a file imports may be the module at `path`."""
        if not level:
            return self._modules.find(dotted, importer) == path
        if self._modules.find_relative(importer, level, dotted) == path:
            return True
        package = self._modules.package_of(importer).split(".")
        absolute = ".".join([*package[: len(package) - level + 1], *filter(None, [dotted])])
        return self._modules.find(absolute, importer) == path


def _plain_names(listed: bytes, last: str) -> Iterator[str]:
    """Yield the modules of `import a.b, c as d` that `last` is a part of, each up to there."""
    for item in listed.split(b","):
        parts = [word.decode() for word in WORD.findall(item.partition(b" as ")[0])]
        for number, part in enumerate(parts, 1):
            if part == last:
                yield ".".join(parts[:number])
