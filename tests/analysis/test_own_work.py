"""What the linter says of its own work: what it could not read, or could not follow."""

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Report
from tests.expectations import check

FLOW = """\
from dbos import DBOS

from tables import width


@DBOS.step()
def pay(order): ...


@DBOS.workflow()
def checkout(order):
    if width(order) > 3:
        pay(order)
"""


def own(report: Report) -> list[tuple[str, str, int, str]]:
    """List rule, severity, row and message of what is said of the linter's own work."""
    return [
        (f.name, f.severity.value, f.location.row, f.message)
        for f in report.findings
        if f.code.startswith("RPL9")
    ]


def test_a_module_that_makes_no_sense_is_told_and_the_workflow_is_read_around_it():
    report = check({"flow.py": FLOW, "tables.py": "def width(order):\n    return (\n"})

    [(name, severity, row, _)] = [f for f in own(report) if f[0] == "unreadable-file"]
    assert (name, severity, row) == ("unreadable-file", "warning", 2)
    assert [w.workflow for w in report.workflows] == ["flow.checkout"]
    assert report.workflows[0].gaps == 1


def test_a_module_that_nests_too_deep_is_told():
    deep = "-" * 200_000
    report = check({"flow.py": FLOW, "tables.py": f"def width(order):\n    return {deep}1\n"})

    assert [f[0] for f in own(report) if f[0] != "unresolved-call"] == ["unreadable-file"]
    assert len(report.workflows) == 1


class Denying(OverlayReader):
    """A reader that may list one file but not read it."""

    def read(self, path: str) -> bytes | None:
        return None if path.endswith("tables.py") else super().read(path)

    def glance(self, path: str) -> bytes | None:
        return None if path.endswith("tables.py") else super().glance(path)

    def failure(self, path: str) -> str | None:
        return "permission denied" if path.endswith("tables.py") else super().failure(path)


def test_a_module_that_may_not_be_read_is_told_once_with_the_reason():
    contents = {"/program/flow.py": FLOW.encode(), "/program/tables.py": b"width = len\n"}
    reader = Denying(DiskReader(), contents)

    report = Project(reader, Settings(root="/program", src=("/program",)), ["/program"]).check()

    assert [f for f in own(report) if f[0] == "unreadable-file"] == [
        ("unreadable-file", "warning", 1, "permission denied")
    ]


def test_a_call_that_cannot_be_followed_is_a_note_and_counted():
    files = {"flow.py": FLOW, "tables.py": "import unknown_sdk\n\nwidth = unknown_sdk.width\n"}

    report = check(files)

    assert own(report) == [
        ("unresolved-call", "note", 12, "not followed: unknown_sdk.width, which no catalogue knows")
    ]
    assert report.workflows[0].gaps == 1


def test_names_that_only_run_time_knows_are_gaps():
    source = """\
import importlib

from dbos import DBOS


@DBOS.workflow()
def checkout(order, name, kind):
    getattr(order, name)()
    importlib.import_module(name).run()
    type(order)()
"""
    said = [message for name, _, _, message in own(check({"flow.py": source}))]

    assert "not followed: getattr with a name that is not constant" in said
    assert "not followed: an import by a name that is not constant" in said


def test_two_modules_of_one_name_are_told_where_both_are_read():
    files = {
        "one/flow.py": FLOW,
        "one/tables.py": "def width(order):\n    return 1\n",
        "two/flow.py": FLOW,
        "two/tables.py": "def width(order):\n    return 2\n",
    }
    reader = OverlayReader(DiskReader(), {f"/program/{n}": s.encode() for n, s in files.items()})
    settings = Settings(root="/program", src=("/program/one", "/program/two"))

    said = own(Project(reader, settings, ["/program"]).check())

    assert ("duplicate-module", "note", 1) in [s[:3] for s in said]
    assert any("2 modules are called flow" in message for *_, message in said)


def test_a_module_that_nobody_imports_is_told_too_if_it_may_not_be_read():
    contents = {
        "/program/flow.py": b"from dbos import DBOS\n\n@DBOS.workflow()\ndef f(x): x.go_on()\n",
        "/program/tables.py": b"class Table:\n    def go_on(self): ...\n",
    }
    reader = Denying(DiskReader(), contents)

    report = Project(reader, Settings(root="/program", src=("/program",)), ["/program"]).check()

    assert [f for f in own(report) if f[0] == "unreadable-file"] == [
        ("unreadable-file", "warning", 1, "permission denied")
    ]


def test_a_second_module_of_a_name_that_no_workflow_needs_is_not_told():
    files = {
        "one/flow.py": FLOW,
        "one/tables.py": "def width(order):\n    return 1\n",
        "two/tables.py": "def width(order):\n    return 2\n",
    }
    reader = OverlayReader(DiskReader(), {f"/program/{n}": s.encode() for n, s in files.items()})
    settings = Settings(root="/program", src=("/program/one", "/program/two"))

    assert own(Project(reader, settings, ["/program"]).check()) == []
