"""The same bytes for every hash seed and every Python: nothing depends on hashing or order."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import samepath

TESTS = Path(__file__).parent
SEEDS = ("0", "1", "2", "3", "random")
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
VERSIONS = [version for version in ("3.11", "3.12", "3.13") if version != RUNNING]

SCRIPT = """
import json
import sys
from pathlib import Path

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.json_ import render
from samepath.linter.report.style import Style

for folder in sys.argv[1:]:
    here = Path(folder)
    files = {p.relative_to(here).as_posix(): p.read_bytes() for p in sorted(here.rglob("*.py"))}
    reader = OverlayReader(DiskReader(), {f"/program/{n}": c for n, c in files.items()})
    settings = Settings(root="/program", src=("/program",))
    report = Project(reader, settings, ["/program"]).check()
    again = Project(reader, settings, ["/program"])
    told = render(report.findings, Style())
    print(here.parent.name, here.name, told, report.workflows, sep="\\n")
    print(json.dumps(again.adjacency()))
"""


def programs() -> list[str]:
    """List the folders of all fixtures, call-graph programs and examples."""
    fixtures = [p for p in (TESTS / "fixtures").glob("*/*") if p.is_dir()]
    graphs = [p.parent for p in (TESTS / "callgraph").glob("*/*/main.py")]
    examples = [p.parent for p in TESTS.parent.glob("examples/*/*/__init__.py")]
    return [str(p) for p in sorted([*fixtures, *graphs, *examples])]


def output(python: str, seed: str = "0") -> str:
    """Check every program in a process of its own; answer all that it printed."""
    import pathspec

    source = Path(samepath.__file__).parent.parent
    path = os.pathsep.join([str(source), str(Path(pathspec.__file__).parent.parent)])
    done = subprocess.run(
        [python, "-c", SCRIPT, *programs()],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def expected() -> str:
    printed = output(sys.executable)
    assert printed.count('"code": "RPL') > 300
    return printed


def first_difference(left: str, right: str) -> str:
    """Show the first line in which two outputs differ, with the program it belongs to."""
    pairs = zip(left.splitlines(), right.splitlines(), strict=False)
    row = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
    if row is None:
        return "one has more lines than the other"
    return json.dumps([left.splitlines()[row][:500], right.splitlines()[row][:500]], indent=1)


@pytest.mark.parametrize("seed", SEEDS[1:])
def test_every_hash_seed_gives_the_same_bytes(expected, seed):
    printed = output(sys.executable, seed)

    assert digest(printed) == digest(expected), first_difference(expected, printed)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_gives_the_same_bytes(expected, version):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"python {version} is not installed here: the bytes it gives are NOT compared")

    printed = output(python)

    assert digest(printed) == digest(expected), first_difference(expected, printed)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def interpreter(version: str) -> str | None:
    """Find a Python of a version that really starts: beside pyenv's others, or on the path."""
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    installed = sorted((home / "versions").glob(f"{version}.*/bin/python"), reverse=True)
    on_path = [f"python{version}"]
    for candidate in [*map(str, installed), *on_path]:
        try:
            done = subprocess.run(
                [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                check=False,
                capture_output=True,
                text=True,
            )
        except OSError:
            continue
        if done.stdout.strip() == version:
            return candidate
    return None
