"""What is kept from one check to the next, and what is not."""

from samepath.linter.check import Project
from samepath.linter.program import sources
from samepath.linter.project.files import gather
from samepath.linter.project.memory import Memory
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings

FLOWS = """from dbos import DBOS
from app.%s import stamp

@DBOS.step()
def refund(order): ...

@DBOS.workflow()
def checkout(order):
    if stamp() > order.limit:
        refund(order)
"""
UTIL = "import time\n\ndef stamp():\n    return time.time()\n"


def test_what_was_made_is_made_once_for_as_long_as_it_is_asked_for():
    memory, made = Memory(), []

    def ask(key):
        return memory.recall(key, lambda: made.append(key) or key.upper())

    assert [ask("a"), ask("a"), ask("b")] == ["A", "A", "B"]
    memory.turn()
    assert ask("a") == "A"
    assert made == ["a", "b"]
    memory.turn()
    assert [ask("a"), ask("b")] == ["A", "B"]
    assert made == ["a", "b", "b"]


def test_nothing_is_kept_of_what_failed():
    memory, tried = Memory(), []

    def fail():
        tried.append(1)
        raise RecursionError

    for _ in range(2):
        try:
            memory.recall("a", fail)
        except RecursionError:
            continue
    assert len(tried) == 2


def check(root, memory, **unsaved):
    """Check a program, some of its files not saved."""
    contents = {f"{root}/app/{name}.py": text.encode() for name, text in unsaved.items()}
    reader = OverlayReader(DiskReader(), contents)
    settings = Settings(root=root)
    project = Project(reader, settings, files=gather(reader, settings, [root], memory=memory))
    return project.check()


def written(folder, **files):
    (folder / "app").mkdir()
    for name, text in {"__init__": "", **files}.items():
        (folder / f"app/{name}.py").write_text(text)
    return str(folder)


def test_an_edit_makes_one_index_and_the_same_report_as_without_a_memory(tmp_path, monkeypatch):
    root = written(tmp_path, flows=FLOWS % "util", util=UTIL, price="PRICE = 3\n")
    indexed, made = [], sources.indexed
    monkeypatch.setattr(
        sources, "indexed", lambda path, content: indexed.append(path) or made(path, content)
    )
    memory = Memory()
    for text in (UTIL, UTIL.replace("time.time()", "0"), "\n" + UTIL, UTIL + "broken(", UTIL):
        indexed.clear()
        report = check(root, memory, util=text)
        memory.turn()
        after = list(indexed)
        assert report == check(root, None, util=text)
        if text != UTIL:
            assert after == [f"{root}/app/util.py"]
    assert [f.code for f in report.findings] == ["RPL101"]


def test_a_file_that_comes_or_goes_is_seen(tmp_path):
    root = written(tmp_path, flows=FLOWS % "util")
    memory = Memory()
    for there, codes in ((False, ["RPL902"]), (True, ["RPL101"]), (False, ["RPL902"])):
        if there:
            (tmp_path / "app/util.py").write_text(UTIL)
        else:
            (tmp_path / "app/util.py").unlink(missing_ok=True)
        assert [finding.code for finding in check(root, memory).findings] == codes
        memory.turn()


def test_the_same_bytes_under_two_names_are_two_modules(tmp_path):
    again = (FLOWS % "other").replace("checkout", "again")
    root = written(tmp_path, flows=FLOWS % "util", again=again, util=UTIL, other=UTIL)
    memory = Memory()
    for _ in range(2):
        report = check(root, memory)
        memory.turn()
        assert [f.filename for f in report.findings] == [
            f"{root}/app/other.py",
            f"{root}/app/util.py",
        ]
        assert report == check(root, None)
