"""A second process answers as the first would, and is never waited for in vain."""

import os
import signal
import time

import pytest

from samepath.linter.project import haystack, scout
from samepath.linter.project.discovery import discover
from samepath.linter.project.haystack import Haystack
from samepath.linter.project.reader import DiskReader
from samepath.linter.project.scout import send_out

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(scout, "_processors", lambda: 2)
    monkeypatch.setattr(haystack, "MANY", 1)


@pytest.fixture
def scouts():
    """Send out scouts that are ended after the test."""
    sent = []

    def send(answering, questions=()):
        sent.append(send_out(answering, questions))
        return sent[-1]

    yield send
    for each in sent:
        each.stop()


def is_over(process):
    """Tell whether there is no process of this number any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_questions_are_answered_in_another_process(scouts):
    sent = scouts(lambda question: (question, os.getpid()), [1])
    sent.ask(2)

    first, second = sent.answer(1), sent.answer(2)

    assert (first[0], second[0]) == (1, 2)
    assert first[1] == second[1] != os.getpid()
    assert sent.answer(1) == first


def test_answers_larger_than_a_pipe_arrive_whole(scouts):
    sent = scouts(lambda question: question * 1_000_000, [b"word", b"other"])

    assert sent.answer(b"other") == b"other" * 1_000_000
    assert sent.answer(b"word") == b"word" * 1_000_000


def test_what_was_not_asked_has_no_answer(scouts):
    assert scouts(str).answer("unasked") is None


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_scout_in_trouble_has_no_answer(scouts, trouble, capfd):
    def answering(question):
        if question == "hard":
            raise trouble
        return question

    sent = scouts(answering, ["easy", "hard", "late"])

    assert [sent.answer(q) for q in ("late", "hard", "easy")] == [None, None, "easy"]
    sent.ask("later")
    assert sent.answer("later") is None
    assert capfd.readouterr() == ("", "")


def test_an_answer_that_cannot_be_sent_is_none(scouts):
    assert scouts(lambda _: object(), ["what"]).answer("what") is None


def test_a_scout_that_was_killed_has_no_answer(scouts):
    sent = scouts(lambda _: os.kill(os.getpid(), signal.SIGKILL), ["what"])

    assert sent.answer("what") is None


def test_stopping_ends_the_process_whatever_it_does():
    sent = send_out(lambda _: time.sleep(1_000), ["what"])
    process = sent._process

    sent.stop()

    assert is_over(process)


def test_stopping_one_that_the_system_has_cleared_away_is_no_trouble():
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        sent = send_out(str, ["what"])
        os.kill(sent._process, signal.SIGKILL)
        with pytest.raises(ChildProcessError):
            os.waitpid(sent._process, 0)
        sent.stop()
    finally:
        signal.signal(signal.SIGCHLD, before)

    assert is_over(sent._process)


def test_the_process_ends_with_the_first():
    """As where the first is killed: nobody holds the other end of the pipe any more."""
    sent = send_out(str, ["what"])
    assert sent.answer("what") == "what"

    sent._asked.close()

    assert os.waitpid(sent._process, 0)[1] == 0
    sent._told.close()


def test_there_is_no_scout_on_one_processor_nor_beside_threads(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(scout, "_processors", lambda: 1)
        assert send_out(str, []) is None
    patch.setattr("threading.active_count", lambda: 2)
    assert send_out(str, []) is None
    patch.undo()


FILES = {
    "a.py": "import dbos\nfrom b import one\n",
    "b.py": "class One(Base): ...\ndef one(): ...\n",
    "c.py": "from a import two; import b\nclass Two(Base, One): ...\n",
    "d.py": "from a import (one, # )\n  three)\ndef one(): ...\n",
    "e.py": "def two(): dbos.one()\n",
}


def answers(stack):
    """Return what a haystack says to every kind of question."""
    return (
        [stack.importing(name) for name in ("a", "b", "one", "three", "none")],
        [stack.defining(name) for name in ("one", "two", "none")],
        [stack.subclassing(name) for name in ("Base", "One", "none")],
        stack.files_importing([b"dbos", b"b"]),
        stack.files_containing([b"dbos", b"def one", b"none"]),
        stack.unreadable,
    )


@pytest.mark.parametrize("fails", [False, True], ids=["answers", "dies"])
def test_a_haystack_says_the_same_with_a_scout_and_without(tree, fails):
    files = (*discover(DiskReader(), [tree(FILES)]).files, "/gone.py", "/gone_too.py")
    alone, helped = Haystack(DiskReader(), files), Haystack(DiskReader(), files)
    helped.look_ahead()
    helped.expect([b"dbos", b"def one", b"none"])
    if fails:
        os.kill(helped._scout._process, signal.SIGKILL)

    assert answers(helped) == answers(alone)
    assert list(alone.unreadable) == ["/gone.py", "/gone_too.py"]
    helped.close()
