"""Whatever lies in a repository: one clear finding, the rest checked, no traceback, no hang."""

import os
import sys
from pathlib import Path

import pytest

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Report, Severity

FAULTY = """
import time

from dbos import DBOS


@DBOS.step()
def ship(order): ...


@DBOS.workflow()
def checkout(order):
    if time.time() > 3:
        ship(order)
"""
"""One workflow with one error, beside which the bad file lies."""


def check(folder: Path) -> Report:
    """Check a folder on disk, which holds one faulty workflow besides."""
    settings = Settings(root=str(folder), src=(str(folder),))
    return Project(DiskReader(), settings, [str(folder)]).check()


def problems(report: Report) -> list[tuple[str, int, str]]:
    """List what could not be read: file, row, message. All else must have been checked."""
    assert [f.name for f in report.findings if f.severity is Severity.ERROR] == ["wall-clock"]
    own = [
        f for f in report.findings if f.code.startswith("RPL9") and f.severity is Severity.WARNING
    ]
    assert all(f.name == "unreadable-file" and f.code == "RPL901" for f in own)
    return [(Path(f.filename).name, f.location.row, f.message) for f in own]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "flows.py").write_text(FAULTY)
    return tmp_path


SEED = b"from dbos import DBOS\n"
"""Makes a file one that is read: it names an engine."""

NEWER = b'template = t"hello {name}"\n' if sys.version_info < (3, 14) else b"if True:: pass\n"


@pytest.mark.parametrize(
    ("content", "row", "said"),
    [
        (b"def broken(:\n    pass\n", 2, "invalid syntax"),
        (b"def f():\npass\n", 3, "expected an indented block"),
        (b"x = (1,\n", 2, "'(' was never closed"),
        (b'x = "open\n', 2, "unterminated string literal"),
        (b"return 3\nawait = 4\n", 3, "invalid syntax"),
        (b"name = 'caf\xe9'\n", 2, "byte 0xe9 is not valid utf-8"),
        (b"x = 1\nname = 'a\0b'\n", 3, "null byte"),
        (NEWER, 2, ""),
        (b"x = " + b"(" * 300 + b"1" + b")" * 300 + b"\n", 0, "too many nested parentheses"),
    ],
    ids=[
        "syntax", "indentation", "never closed", "open string", "keyword as a name",
        "latin-1", "null byte", "newer syntax", "too many parentheses",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_parsed_is_named_with_its_line(repository, content, row, said):
    (repository / "bad.py").write_bytes(SEED + content)

    ((file, at, message),) = problems(check(repository))

    assert file == "bad.py"
    assert said in message
    assert not row or at == row


def test_syntax_newer_than_the_running_python_says_which_python_reads_it(repository):
    if sys.version_info >= (3, 12):
        pytest.skip("the running python reads the syntax that this test calls newer")
    (repository / "bad.py").write_bytes(SEED + b"type Price = int | None\n")

    ((_, row, message),) = problems(check(repository))

    assert row == 2
    assert "python 3.12 or newer" in message


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"# -*- coding: latin-1 -*-\nx = 'caf\xe9'\n", b"\xef\xbb\xbfx = 1\r\ny = 2\r"],
    ids=["empty", "blank", "declared encoding", "byte order mark and old line ends"],
)
def test_odd_but_readable_files_say_nothing(repository, content):
    (repository / "odd.py").write_bytes(content)
    (repository / "odder.py").write_bytes(content + b"\nfrom dbos import DBOS\n")

    assert problems(check(repository)) == []


@pytest.mark.parametrize(
    "expression",
    [
        "+".join(["x"] * 10_000),
        " and ".join(["x"] * 10_000),
        "x" + ".y" * 10_000,
        "x" + "[0]" * 10_000,
        "x" + "()" * 10_000,
        "-" * 10_000 + "x",
        "not " * 10_000 + "x",
        "lambda: " * 10_000 + "x",
        "x if y else " * 10_000 + "z",
        " < ".join(["x"] * 10_000),
        "f(" * 150 + "x" + ")" * 150,
        "[" * 150 + "]" * 150,
    ],
    ids=[
        "sum", "and", "attributes", "items", "calls", "minus", "not", "lambdas", "conditions",
        "comparisons", "nested calls", "nested lists",
    ],
)  # fmt: skip
def test_an_expression_of_great_depth_is_read_or_named(repository, expression):
    deep = f"def deep(x, y=1, z=2):\n    return {expression}\n"
    flow = "@DBOS.workflow()\ndef deepest(x):\n    return deep(x)\n"
    (repository / "deep.py").write_text(f"from dbos import DBOS\n\n{deep}\n{flow}")

    named = problems(check(repository))

    assert [file for file, _, _ in named] in ([], ["deep.py"])
    assert all("nested" in message or "parentheses" in message for _, _, message in named)


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"{' ' * i}if x:\n" for i in range(95)) + " " * 95 + "pass\n",
        "if x == 0:\n    pass\n" + "".join(f"elif x == {i}:\n    y = {i}\n" for i in range(3_000)),
        "".join(f"{' ' * i}def f{i}():\n" for i in range(95)) + " " * 95 + "pass\n",
    ],
    ids=["nested branches", "a long chain of elif", "nested functions"],
)
def test_statements_of_great_depth_are_read_or_named(repository, body):
    (repository / "deep.py").write_text(f"from dbos import DBOS\nx = 1\n{body}")

    named = problems(check(repository))

    assert [file for file, _, _ in named] in ([], ["deep.py"])


def test_a_huge_generated_file_is_named_and_left_out(repository):
    (repository / "huge.py").write_bytes(
        SEED + b"TABLE = {\n" + b"    'key': 'value',\n" * 250_000 + b"}\n"
    )

    ((file, _, message),) = problems(check(repository))

    assert file == "huge.py"
    assert "MB" in message


def test_a_large_generated_file_is_read(repository):
    functions = "".join(f"def call_{i}():\n    return call_{i + 1}()\n\n\n" for i in range(2_000))
    (repository / "large.py").write_text(f"from dbos import DBOS\n\n\n{functions}")

    assert problems(check(repository)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_in_circles_are_followed_once(repository):
    inner = repository / "inner"
    inner.mkdir()
    (inner / "loop").symlink_to(repository, target_is_directory=True)
    (inner / "self").symlink_to(inner / "self")
    (inner / "nowhere.py").symlink_to(inner / "missing.py")
    (repository / "around.py").symlink_to(repository / "around.py")

    assert {file for file, _, _ in problems(check(repository))} <= {"nowhere.py", "around.py"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users there")
def test_a_file_that_may_not_be_read_is_named(repository, monkeypatch):
    secret = repository / "secret.py"
    secret.write_bytes(SEED)
    if os.geteuid() == 0:  # nothing is secret to this user, so let the reader say no
        refuse(monkeypatch, secret)
    else:
        secret.chmod(0)

    assert [
        (file, "permission" in message) for file, _, message in problems(check(repository))
    ] == [("secret.py", True)]


def refuse(monkeypatch: pytest.MonkeyPatch, secret: Path) -> None:
    """Let the operating system refuse to open one file."""
    really = os.open

    def opened(path, *args, **options):
        if str(path) == str(secret):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *args, **options)

    monkeypatch.setattr(os, "open", opened)


def test_a_folder_named_like_a_module_is_no_file(repository):
    (repository / "folder.py").mkdir()
    (repository / "folder.py" / "inside.py").write_bytes(SEED)

    assert problems(check(repository)) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_waited_for(repository):
    os.mkfifo(repository / "pipe.py")

    assert problems(check(repository)) == []


def test_a_module_named_like_one_of_the_standard_library_is_the_projects_own(repository):
    (repository / "random.py").write_text("def random():\n    return 4\n")
    (repository / "dice.py").write_text(
        "import random\n\nfrom dbos import DBOS\n\nfrom flows import ship\n\n\n"
        "@DBOS.workflow()\ndef roll(order):\n    if random.random() > 3:\n        ship(order)\n"
    )

    report = check(repository)

    assert problems(report) == []
    assert sorted(w.workflow for w in report.workflows) == ["dice.roll", "flows.checkout"]


def test_two_modules_of_one_name_are_each_others_neighbours(tmp_path):
    for team, limit in (("red", "1"), ("blue", "time.time()")):
        folder = tmp_path / team
        folder.mkdir()
        (folder / "limits.py").write_text(f"import time\n\n\ndef limit():\n    return {limit}\n")
        (folder / "flows.py").write_text(
            "from dbos import DBOS\n\nfrom limits import limit\n\n\n"
            "@DBOS.step()\ndef ship(): ...\n\n\n"
            "@DBOS.workflow()\ndef checkout():\n    if limit() > 3:\n        ship()\n"
        )

    report = Project(DiskReader(), Settings(root=str(tmp_path)), [str(tmp_path)]).check()

    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    assert [Path(f.filename).parent.name for f in errors] == ["blue"]
    assert len(report.workflows) == 2
    said = [f.message for f in report.findings if f.name == "duplicate-module"]
    assert any("limits" in message for message in said)


def test_a_module_and_a_package_of_one_name(repository):
    (repository / "tools").mkdir()
    (repository / "tools" / "__init__.py").write_text("def now():\n    return 1\n")
    (repository / "tools.py").write_text("import time\n\n\ndef now():\n    return time.time()\n")
    (repository / "more.py").write_text(
        "from dbos import DBOS\n\nfrom flows import ship\nfrom tools import now\n\n\n"
        "@DBOS.workflow()\ndef late(order):\n    if now() > 3:\n        ship(order)\n"
    )

    assert problems(check(repository)) == []


def test_names_that_say_nothing_to_python_are_files_all_the_same(repository):
    for name in ("with-dash.py", "1st.py", "café.py", "two words.py", "class.py"):
        (repository / name).write_bytes(SEED + b"x = 1\n")

    assert problems(check(repository)) == []
    assert Project(DiskReader(), Settings(root=str(repository)), [str(repository)]).adjacency()
