"""Imports run one way, files and functions stay small, and no name says nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "data", "misc"}

# Per layer, what it may import of ours besides itself. A module belongs to the longest name that
# fits; the package's own door and its start-up (`samepath`, `samepath.__main__`) reach everything.
MAY_IMPORT = {
    "dataclass": (),
    "effects": (),
    "rules.dialects": ("effects",),
    "rules.catalogue": ("effects",),
    "rules": ("effects", "linter.api"),
    "linter.project": ("effects", "rules.catalogue"),
    "linter.report": ("effects",),
    "linter.api": ("effects", "linter.report"),
    "linter.program": ("effects", "rules.dialects", "rules.catalogue", "linter.project"),
    "linter.analysis": (
        "effects",
        "rules.dialects",
        "rules.catalogue",
        "linter.api",
        "linter.program",
        "linter.project",
        "linter.report",
    ),
    "linter.check": (
        "effects",
        "rules.dialects",
        "rules.catalogue",
        "linter.api",
        "linter.analysis",
        "linter.program",
        "linter.project",
        "linter.report",
    ),
    "linter.fix": ("effects", "linter.project", "linter.report"),
    "linter.frontends": (
        "effects",
        "rules.dialects",
        "rules.catalogue",
        "linter.api",
        "linter.analysis",
        "linter.check",
        "linter.fix",
        "linter.program",
        "linter.project",
        "linter.report",
    ),
    "linter": (),
    "runtime_guard": ("effects", "rules.catalogue"),
}
ANYONES = "dataclass"  # the one tool below all layers
DOORS = {"", "__main__"}
OPEN_DOORS = {"rules"}  # an empty package, so that rules are found by scanning it

# Every read goes through the Reader, or caches and editors would not know of it.
BLIND = {"linter.program", "linter.analysis", "linter.api", "rules"}
OWN_FILES = {"linter.analysis.rulebook"}  # looks for our rules, and never at a program
# What no plain check loads.
SLOW_DATACLASSES = {"linter.frontends.shared_answer", "rules.dialects.derived", "runtime_guard"}
FILE_MODULES = {"fileinput", "glob", "os", "pathlib", "shutil", "tempfile"}
HALVES = ("samepath.linter", "samepath.rules", "samepath.runtime_guard")


def modules(source):
    """Yield each module below `source/samepath` as its name without the package's, and its path."""
    package = source / "samepath"
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, path


def layer(name):
    """Return the layer that a module belongs to; none where it belongs nowhere."""
    fitting = [each for each in MAY_IMPORT if name == each or name.startswith(f"{each}.")]
    return max(fitting, key=len, default=None)


def imports(name, path) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything of ours that a module imports, wherever it does so."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = absolute(node, package)
            targets = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            if target.startswith("samepath.") and target != "samepath.__version__":
                yield node.lineno, target.removeprefix("samepath.")


def absolute(node, package):
    if not node.level:
        return node.module
    parents = ["samepath", *package.split(".")]
    kept = parents[: len(parents) - node.level + 1]
    return ".".join([*kept, node.module] if node.module else kept)


def wrong_imports(source):
    """Return a line for every import that runs against the layers."""
    wrong = []
    for name, path in modules(source):
        if name in DOORS:
            continue
        here = layer(name)
        if here is None:
            wrong.append(f"{name} belongs to no layer")
            continue
        for row, target in imports(name, path):
            if target not in OPEN_DOORS and layer(target) not in {here, ANYONES, *MAY_IMPORT[here]}:
                wrong.append(f"{path.relative_to(source)}:{row}: {here} imports {target}")
    return wrong


def file_access(source):
    """Return a line for everything that reaches past the Reader to the file system."""
    found = []
    for name, path in modules(source):
        if layer(name) not in BLIND or name in OWN_FILES:
            continue
        found += [
            f"{path.relative_to(source)}:{node.lineno}: {', '.join(touched)}"
            for node in ast.walk(ast.parse(path.read_bytes()))
            if (touched := FILE_MODULES & roots_imported(node) or opened(node))
        ]
    return found


def roots_imported(node):
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {node.module} if isinstance(node, ast.ImportFrom) and not node.level else set()


def opened(node):
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return {"open"} if call and node.func.id == "open" else set()


def long_pieces(source):
    """Return a line for every file and every function over its budget."""
    long = []
    for _, path in modules(source):
        text = path.read_bytes()
        lines = len(text.splitlines())
        if lines > LONGEST_FILE:
            long.append(f"{path.relative_to(source)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    place = f"{path.relative_to(source)}:{node.lineno}"
                    long.append(f"{place}: {node.name} has {lines} lines")
    return long


def test_imports_run_one_way():
    wrong = wrong_imports(SOURCE)
    assert not wrong, "\n".join(wrong)


def test_files_and_functions_stay_within_their_budget():
    long = long_pieces(SOURCE)
    assert not long, "\n".join(long)


def test_what_means_and_judges_reads_no_files_itself():
    assert file_access(SOURCE) == []


@pytest.mark.parametrize("line", ["import os.path", "from pathlib import Path", "open('a')"])
def test_a_way_past_the_reader_is_noticed(tmp_path, line):
    module = tmp_path / "samepath" / "linter" / "program" / "names.py"
    module.parent.mkdir(parents=True)
    module.write_text(line + "\n")
    assert len(file_access(tmp_path)) == 1


def test_dataclasses_are_those_that_load_fast():
    slow = [
        name
        for name, path in modules(SOURCE)
        if layer(name) not in SLOW_DATACLASSES and name not in SLOW_DATACLASSES
        for node in ast.parse(path.read_bytes()).body
        if "dataclasses" in roots_imported(node)
    ]

    assert not slow, "take them from samepath.dataclass"


def test_no_module_has_a_name_that_says_nothing():
    named = {part for name, _ in modules(SOURCE) for part in name.split(".")}
    assert named & EMPTY_NAMES == set()


def test_the_package_itself_loads_neither_half():
    script = "import sys, samepath; print([name for name in sys.modules if 'samepath.' in name])"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=SOURCE
    )
    halves = [name for name in ast.literal_eval(done.stdout) if name.startswith(HALVES)]
    assert halves == []


@pytest.mark.parametrize("package", ["linter", "rules"])
def test_the_doors_of_both_halves_stay_empty(package):
    assert (SOURCE / "samepath" / package / "__init__.py").read_text() == ""


@pytest.mark.parametrize(
    ("path", "line", "complaint"),
    [
        ("effects.py", "import samepath.linter.check", "effects imports linter.check"),
        ("linter/program/flow.py", "from samepath.linter import analysis", "linter.analysis"),
        ("linter/program/flow.py", "from ..analysis import order", "linter.analysis.order"),
        ("linter/program/flow.py", "from .. import analysis", "linter.analysis"),
        ("linter/check.py", "def late():\n    import samepath.runtime_guard", "runtime_guard"),
        ("runtime_guard/guard/watch.py", "from samepath.linter.api import Rule", "linter.api"),
        ("rules/wall_clock.py", "from samepath.linter.program import ir", "linter.program"),
        ("linter/stray.py", "import samepath.effects", "linter imports effects"),
        ("stray.py", "", "stray belongs to no layer"),
    ],
)
def test_an_import_against_the_layers_is_noticed(tmp_path, path, line, complaint):
    module = tmp_path / "samepath" / path
    module.parent.mkdir(parents=True)
    module.write_text(line + "\n")
    (found,) = wrong_imports(tmp_path)
    assert complaint in found


def test_an_import_along_the_layers_is_fine(tmp_path):
    module = tmp_path / "samepath" / "linter" / "analysis" / "order.py"
    module.parent.mkdir(parents=True)
    module.write_text("import ast\nfrom . import flow\nfrom ..program.ir import Node\n")
    assert wrong_imports(tmp_path) == []


def test_a_long_file_and_a_long_function_are_noticed(tmp_path):
    module = tmp_path / "samepath" / "rules" / "endless.py"
    module.parent.mkdir(parents=True)
    module.write_text("def endless():\n" + "    pass\n" * LONGEST_FILE)
    assert long_pieces(tmp_path) == [
        "samepath/rules/endless.py: 401 lines",
        "samepath/rules/endless.py:1: endless has 401 lines",
    ]
