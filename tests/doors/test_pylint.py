"""The plugin in the real pylint: a message per rule, under its name."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest
from doors.shop import UTIL, build

pytestmark = pytest.mark.skipif(
    find_spec("pylint") is None,
    reason="THE PYLINT PLUGIN IS NOT TESTED HERE: pylint is not installed",
)

PLUGIN = "--load-plugins=samepath.linter.frontends.pylint"


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "shop")


def pylint(folder, *arguments):
    command = [sys.executable, "-m", "pylint", PLUGIN, "--score=no", "--disable=all", *arguments]
    environ = {**os.environ, "PYLINTHOME": str(folder / ".pylint")}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_a_message_stands_at_the_cause_and_has_the_rules_name(shop):
    done = pylint(shop, "--enable=samepath", "app")

    assert done.stdout.splitlines()[-1] == (
        "app/util.py:5:11: W7101: time.time reads the clock and decides which operations follow "
        "(app.flows.checkout > stamp) (samepath-wall-clock)"
    )
    assert done.returncode == 4


def test_several_processes_say_the_same(shop):
    assert "W7101" in pylint(shop, "-j2", "--enable=W7101", "app").stdout


def test_a_message_is_turned_off_by_its_name(shop):
    (shop / "app/util.py").write_text(
        UTIL.replace("time.time()", "time.time()  # pylint: disable=samepath-wall-clock")
    )

    assert pylint(shop, "--enable=samepath", "app").stdout == ""


def test_every_rule_has_a_message_that_says_what_it_does(shop):
    told = pylint(shop, "--help-msg=samepath-wall-clock,W7403,samepath-unreadable-file").stdout

    assert ":samepath-wall-clock (W7101):" in told
    assert ":samepath-lost-write (W7403):" in told
    assert ":samepath-unreadable-file (W7901):" in told
    assert "No such message" not in told


def test_settings_that_cannot_be_understood_are_said_in_a_sentence(shop):
    (shop / "pyproject.toml").write_text('[tool.samepath]\nselct = ["wall-clock"]\n')
    done = pylint(shop, "--enable=samepath", "app")

    assert done.returncode == 32
    assert "samepath: " in done.stderr
    assert "Traceback" not in done.stderr
