"""Which tests run which lines of the runtime, and how long they take.

A mutant can only be noticed by tests that run its line, so those are the ones to ask, the
quickest first.
"""

import ast
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

JUDGES = (
    *("operations", "steps", "replay", "groups", "answers", "codec", "losing", "promises"),
    *("waiting", "stores", "burying", "versions", "queues", "disks", "operate", "signals"),
    *("conformance", "racing", "hosts", "fresh", "connections", "postgres"),
)
LONGEST = 30.0  # seconds; what a slower test notices, a quicker one is expected to notice


class Watch:
    """Tells coverage which test runs, and keeps how long each took."""

    def __init__(self, watched: coverage.Coverage) -> None:
        self.watched = watched
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.watched.switch_context(item.nodeid)
        began = time.monotonic()
        done = yield
        self.seconds[item.nodeid] = time.monotonic() - began
        return done


class Covering:
    """The tests that run a line, the quickest first."""

    def __init__(
        self, source: Path, lines: dict[tuple[str, int], set[str]], seconds: dict[str, float]
    ) -> None:
        self._lines = lines
        self._seconds = seconds
        self._trees = {
            _name(path, source): ast.parse(path.read_text()) for path in source.rglob("*.py")
        }

    def of(self, file: str, line: int) -> list[str]:
        """Return the ids of the tests that run a line of a file of the runtime."""
        found = self._running(file, _statement(self._trees[file], line))
        quick = [test for test in found if self._seconds[test] < LONGEST]
        return sorted(quick, key=lambda test: (self._seconds[test], test))

    def named(self, *parts: str) -> list[str]:
        """Return the ids of tests that hold one of the parts, the quickest first."""
        found = [test for test in self._seconds if any(part in test for part in parts)]
        return sorted(found, key=lambda test: (self._seconds[test], test))

    def took(self, tests: list[str]) -> float:
        """Return the seconds that tests took when they were measured."""
        return sum(self._seconds[test] for test in tests)

    def _running(self, file: str, statement: ast.stmt) -> set[str]:
        """Return who runs a statement; of a constant of a module, who runs what reads it."""
        last = statement.body[0].lineno - 1 if _compound(statement) else statement.end_lineno
        lines = range(statement.lineno, max(statement.lineno, last) + 1)
        found = set().union(*(self._lines.get((file, line), ()) for line in lines))
        if not found and isinstance(statement, ast.Assign):
            for name in (ast.unparse(target) for target in statement.targets):
                for reader, reading in self._readers(name):
                    found |= self._running(reader, reading)
        return found

    def _readers(self, name: str) -> Iterator[tuple[str, ast.stmt]]:
        for file, tree in self._trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Name) and node.id == name and _loads(node):
                    yield file, _statement(tree, node.lineno)


def _name(path: Path, source: Path) -> str:
    return path.relative_to(source).with_suffix("").as_posix()


def _loads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _compound(statement: ast.stmt) -> bool:
    return bool(getattr(statement, "body", None))


def _statement(tree: ast.Module, line: int) -> ast.stmt:
    """Return the innermost statement on a line."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno
    ]
    return max(found, key=lambda node: (node.lineno, -node.end_lineno))


def measure(root: Path, source: Path) -> Covering:
    """Run the tests of the runtime once, in this process, and note the lines of each."""
    watched = coverage.Coverage(data_file=None, include=[f"{source}/*"], concurrency=["thread"])
    watch = Watch(watched)
    watched.start()
    files = [str(root / "tests" / "runtime" / f"test_{name}.py") for name in JUDGES]
    code = pytest.main(["-q", "--tb=short", "-p", "no:cacheprovider", *files], plugins=[watch])
    watched.stop()
    assert code == 0, "the tests have to pass before anything is mutated"
    lines = defaultdict(set)
    data = watched.get_data()
    for path in data.measured_files():
        if source not in Path(path).parents:
            continue  # what a test loads anew under another name escapes `include`
        file = _name(Path(path), source)
        for line, tests in data.contexts_by_lineno(path).items():
            lines[file, line].update(test for test in tests if test)
    return Covering(source, dict(lines), watch.seconds)
