"""What the language server does with its time: the newest text first, and no waste kept."""

import gc
import threading

import pytest
from doors.shop import UTIL, build

from samepath.linter.check import Project
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
