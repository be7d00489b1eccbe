"""A check says the same whether or not a second process looks ahead."""

import os
from pathlib import Path

import pytest

from samepath.linter.frontends.cli.run import run
from samepath.linter.project import haystack, scout

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied")
def test_a_check_says_the_same_with_a_second_process_and_without(capsys, monkeypatch):
    sent = []

    def send_out(*asked):
        sent.append(scout.send_out(*asked))
        return sent[-1]

    def checked():
        status = run(["check", "--isolated", "--show-notes", "--show-gaps", str(EXAMPLES)])
        return status, capsys.readouterr()

    alone = checked()
    monkeypatch.setattr(scout, "_processors", lambda: 2)
    monkeypatch.setattr(haystack, "MANY", 1)
    monkeypatch.setattr(haystack, "send_out", send_out)

    assert checked() == alone
    assert [type(each) for each in sent] == [scout.Scout]
    with pytest.raises(ChildProcessError):
        os.waitpid(sent[0]._process, os.WNOHANG)
