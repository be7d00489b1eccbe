"""What the language server does with its time: the newest text first, and no waste kept."""

import gc
import threading
from queue import Queue

import pytest
from doors.shop import FLOWS, UTIL, build

from samepath.linter.check import Project
from samepath.linter.frontends.cli.output import CannotWork
from samepath.linter.frontends.lsp import checking
from samepath.linter.frontends.lsp.checking import Checker, SupersededError, Texts

PATIENCE = 60
"""Seconds after which a thread that says nothing is taken for dead."""


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "shop")


def texts(shop, text=UTIL):
    path = str(shop / "app/util.py")
    return Texts((str(shop),), {path: text}, {path: 1})


def test_a_check_is_given_up_when_there_is_a_newer_text(shop):
    checker = Checker(print, print)
    checker.ask(texts(shop, "\n" + UTIL))

    with pytest.raises(SupersededError):
        checker.check(texts(shop))


def test_who_never_stops_typing_gets_an_answer_all_the_same(shop, monkeypatch):
    monkeypatch.setattr(checking, "SHOWN", 0)
    checker = Checker(print, print)
    checker.ask(texts(shop, "\n" + UTIL))

    assert len(checker.check(texts(shop)).findings) == 1


def test_after_a_check_that_was_given_up_the_newest_text_is_told_about(shop, monkeypatch):
    told, typed = [], []
    done = threading.Event()

    def failed(error):
        told.append(error)
        done.set()

    def answered(checked):
        told.append(checked.texts)
        done.set()

    checker = Checker(answered, failed)
    solve = checking.Question.shown

    def typing(self, opened, go_on):
        if not typed:
            typed.append(texts(shop, "# newer\n" + UTIL))
            checker.ask(typed[0])
        return solve(self, opened, go_on)

    monkeypatch.setattr(checking.Question, "shown", typing)
    checker.ask(texts(shop))
    checker.start()
    try:
        assert done.wait(PATIENCE)
        assert told == typed
    finally:
        checker.stop()


@pytest.mark.parametrize(
    ("path", "codes"), [("/flows.py", []), ("/not-there/flows.py", ["RPL101"])]
)
def test_a_document_beside_everything_is_no_reason_to_read_a_disk(path, codes):
    clock = "import time\n" + FLOWS.replace("stamp()", "time.time()").replace("from app", "# ")
    checked = Checker(print, print).check(Texts((), {path: clock}, {path: 1}))

    assert [finding.code for finding in checked.findings] == codes


def counting(monkeypatch):
    checks, check = [], Project.check

    def counted(self, focus=None, go_on=lambda: None):
        checks.append(self.settings.root)
        return check(self, focus, go_on)

    monkeypatch.setattr(Project, "check", counted)
    return checks


def test_in_the_middle_of_a_word_nothing_is_checked_again(shop, monkeypatch):
    checks = counting(monkeypatch)
    checker = Checker(print, print)
    first = checker.check(texts(shop))

    broken = texts(shop, UTIL + "def half(")
    again = checker.check(broken)

    assert (len(checks), again.findings, again.texts) == (1, first.findings, broken)
    assert checker.check(texts(shop, UTIL.replace("time.time()", "0"))).findings == ()
    assert len(checker.check(texts(shop)).findings) == 1
    assert len(checks) == 3


def test_a_check_that_failed_or_was_given_up_is_made_again(shop, monkeypatch):
    checker = Checker(print, print)
    checker.check(texts(shop))
    (shop / "pyproject.toml").write_text("[tool.samepath]\nselct = 3\n")
    newer = texts(shop, "\n" + UTIL)
    with pytest.raises(CannotWork):
        checker.check(newer)
    (shop / "pyproject.toml").write_text('[tool.samepath]\nignore = ["wall-clock"]\n')

    assert checker.check(texts(shop)).findings == ()
    checks = counting(monkeypatch)
    checker.ask(newer)
    with pytest.raises(SupersededError):
        checker.check(newer)
    with pytest.raises(SupersededError):
        checker.check(texts(shop))
    assert len(checks) == 2


@pytest.mark.parametrize(("afresh", "codes"), [(True, []), (False, ["RPL101"])])
def test_what_changed_on_the_disk_counts_when_somebody_tells_of_it(afresh, codes, shop):
    told = Queue()
    checker = Checker(told.put, told.put)
    checker.ask(texts(shop), afresh=False)
    checker.start()
    try:
        assert len(told.get(timeout=PATIENCE).findings) == 1
        flows = shop / "app/flows.py"
        flows.write_text(flows.read_text().replace("stamp() >", "3 >"))
        checker.ask(texts(shop), afresh=afresh)
        assert [f.code for f in told.get(timeout=PATIENCE).findings] == codes
    finally:
        checker.stop()


def test_what_a_check_leaves_behind_is_thrown_away_when_nobody_waits(shop, monkeypatch):
    monkeypatch.setattr(checking, "QUIET", 0)
    collected, rounds = threading.Event(), []
    collect = gc.collect

    def collecting():
        collect()
        collected.set()

    def answered(_):
        rounds.append(1)

    gc.disable()
    monkeypatch.setattr(checking.gc, "collect", collecting)
    checker = Checker(answered, rounds.append)
    checker.start()
    try:
        for number in range(3):
            collected.clear()
            checker.ask(texts(shop, "\n" * number + UTIL))
            assert collected.wait(PATIENCE)
        assert rounds == [1, 1, 1]
        left = [each for each in gc.get_objects() if isinstance(each, Project)]
        assert not [each for each in left if each.settings.root == str(shop)]
    finally:
        checker.stop()
        gc.enable()
