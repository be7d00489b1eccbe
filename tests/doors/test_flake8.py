"""The plugin in the real flake8: one answer for all processes, each file with its findings."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest
from doors.shop import FLOWS, UTIL, build

from samepath.linter.frontends import shared_answer

INSTALLED = find_spec("flake8") is not None and any(
    entry.value.startswith("samepath.") for entry in entry_points(group="flake8.extension")
)
pytestmark = pytest.mark.skipif(
    not INSTALLED,
    reason="THE FLAKE8 PLUGIN IS NOT TESTED HERE: flake8 or our entry point is not installed",
)

FINDING = (
    "app/util.py:5:12: RPL101 time.time reads the clock and decides which operations follow "
    "(app.flows.checkout > stamp)"
)
STARTED = """import multiprocessing
import os
import sys

from samepath.linter.check import Project

check = Project.check


def counted(self, *asked):
    with open(os.environ["COUNTED"], "a") as file:
        file.write("checked\\n")
    return check(self, *asked)


Project.check = counted

if __name__ == "__main__":
    from flake8.main.cli import main

    multiprocessing.set_start_method(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "shop")


def flake8(folder, *arguments, given=None, **environ):
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=RPL", *arguments]
    return started(folder, command, given, environ)


def started(folder, command, given=None, environ=None):
    done = subprocess.run(
        command,
        cwd=folder,
        input=given,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_file_gets_the_findings_in_it_with_the_way_from_the_workflow(shop):
    done = flake8(shop)

    assert done.stdout.replace("./", "").splitlines() == [FINDING]
    assert done.returncode == 1


def test_named_files_filter_and_never_narrow(shop):
    helper = flake8(shop, "app/util.py")
    workflow = flake8(shop, "app/flows.py")
    bystander = flake8(shop, "app/price.py")

    assert helper.stdout.splitlines() == [FINDING]
    assert workflow.stdout.startswith("app/flows.py:12:8: RPL101 ")
    assert ", in app/util.py:5 (" in workflow.stdout
    assert (bystander.stdout, bystander.returncode) == ("", 0)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_program_is_checked_once_however_many_processes_there_are(method, shop, tmp_path):
    for number in range(12):
        (shop / f"app/part_{number}.py").write_text(f"PART = {number}\n")
    (tmp_path / "started.py").write_text(STARTED)
    counted = tmp_path / "counted"
    command = [sys.executable, str(tmp_path / "started.py"), method, "--isolated", "--select=RPL"]

    done = started(shop, [*command, "-j3", "app"], environ={"COUNTED": str(counted)})

    assert done.stdout.splitlines() == [FINDING]
    assert counted.read_text() == "checked\n"


def test_an_unchanged_program_is_not_checked_again_and_a_changed_one_is(shop, tmp_path):
    (tmp_path / "started.py").write_text(STARTED)
    counted = tmp_path / "counted"
    command = [sys.executable, str(tmp_path / "started.py"), "fork", "--isolated", "--select=RPL"]

    def told():
        return started(shop, command, environ={"COUNTED": str(counted)}).stdout

    first, second = told(), told()
    assert first == second != ""
    assert counted.read_text() == "checked\n"
    (shop / "app/util.py").write_text(UTIL.replace("time.time()", "0"))
    assert told() == ""
    (shop / "app/util.py").write_text(UTIL)
    assert told() == first
    (shop / "pyproject.toml").write_text('[tool.samepath]\nignore = ["wall-clock"]\n')
    assert told() == ""
    (shop / "pyproject.toml").write_text('[tool.samepath]\nignore = ["wall-clok"]\n')
    assert "did you mean `wall-clock`" in told()


def test_an_answer_that_was_cut_short_is_worked_out_again(shop):
    before = flake8(shop).stdout
    [kept] = (shop / ".samepath_cache").glob("answer-*.json")
    whole = kept.read_text()

    kept.write_text(whole[:-9])

    assert flake8(shop).stdout == before != ""
    assert kept.read_text() == whole


@pytest.mark.parametrize("broken", ["", "{", "[]", "3", '{"a": 3}', '{"a": [[1]]}', "\xff"])
def test_what_is_no_answer_is_not_taken_for_one(broken, tmp_path):
    (tmp_path / "answer.json").write_text(broken)

    assert shared_answer.load(str(tmp_path / "answer.json")) is None


def test_a_folder_that_cannot_be_written_stops_nobody(shop):
    (shop / ".samepath_cache").write_text("a file where the folder should be")

    assert flake8(shop, "-j2").stdout.replace("./", "").splitlines() == [FINDING]


def test_the_cache_can_be_elsewhere_or_nowhere(shop, tmp_path):
    elsewhere = flake8(shop, SAMEPATH_CACHE_DIR=str(tmp_path / "kept"))
    assert list((tmp_path / "kept").glob("answer-*.json"))
    nowhere = flake8(shop, "--samepath-no-cache", "-j2")

    assert elsewhere.stdout == nowhere.stdout != ""
    assert not (shop / ".samepath_cache").exists()


def test_the_cache_says_that_it_is_one_and_stays_small(shop):
    cache = shop / ".samepath_cache"
    cache.mkdir()
    for number in range(12):
        (cache / f"answer-{number}.json").write_text("{}")
        os.utime(cache / f"answer-{number}.json", (number, number))

    flake8(shop)

    kept = {path.stem for path in cache.glob("answer-*.json")}
    assert len(kept) == 8
    assert {"answer-11", "answer-5"} < kept
    assert (cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f")
    assert (cache / ".gitignore").read_text() == "*\n"


def test_text_that_is_not_saved_counts_instead_of_the_file(shop):
    fixed = flake8(
        shop, "-", "--stdin-display-name", "app/util.py", given=UTIL.replace("time.time()", "0")
    )
    broken = flake8(shop, "-", "--stdin-display-name", "app/util.py", given="# moved\n" + UTIL)

    assert fixed.stdout == ""
    assert broken.stdout.startswith("app/util.py:6:12: RPL101 ")


def test_a_file_outside_of_the_folder_is_a_program_of_its_own(shop, tmp_path):
    other = build(tmp_path / "other")
    done = flake8(shop, "app", str(other / "app/flows.py"))

    assert FINDING in done.stdout
    assert f"{other}/app/flows.py:12:8: RPL101" in done.stdout


def test_notes_are_told_when_asked_for_and_settings_count(shop):
    (shop / "app/flows.py").write_text(
        FLOWS.replace("    if stamp() > order.limit:\n        ", "    print(stamp())\n    ")
    )

    assert flake8(shop).stdout == ""
    assert "RPL101" in flake8(shop, "--samepath-show-notes").stdout


def test_the_options_may_stand_in_flake8s_own_settings(shop):
    (shop / "flows.toml").write_text('ignore = ["wall-clock"]\n')
    (shop / ".flake8").write_text("[flake8]\nselect = RPL\nsamepath-config = flows.toml\n")
    command = [sys.executable, "-m", "flake8"]

    assert started(shop, command).stdout == ""
    assert started(shop, [*command, "--isolated", "--select=RPL"]).stdout != ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[tool.samepath]\nselct = ["wall-clock"]\n', "samepath: "),
        ("[tool.samepath\n", "the file is not valid toml"),
    ],
)
def test_settings_that_cannot_be_understood_are_said_in_a_sentence(settings, said, shop):
    (shop / "pyproject.toml").write_text(settings)
    done = flake8(shop)

    assert done.returncode == 1
    assert said in done.stdout


def test_a_finding_can_be_silenced_on_the_line_of_its_call(shop):
    spread = (
        "import time\n\n\ndef stamp():\n    return max(\n        0,\n        time.time(),\n    )\n"
    )
    (shop / "app/util.py").write_text(spread)
    assert flake8(shop).stdout.replace("./", "").startswith("app/util.py:7:9: RPL101")

    (shop / "app/util.py").write_text(spread.replace("time(),", "time(),  # noqa: RPL101"))
    assert "RPL101" not in flake8(shop).stdout


@pytest.mark.parametrize("text", ["def broken(:\n", "\x00", "a = '\udcff'\n", "if x:\n"])
def test_a_file_that_is_no_python_stops_neither_flake8_nor_the_others(text, shop):
    (shop / "app/price.py").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = flake8(shop)

    assert FINDING in done.stdout.replace("./", "")


def test_a_path_that_does_not_exist_is_flake8s_to_tell(shop):
    done = flake8(shop, "--extend-select=E902", "nowhere.py", "app/util.py")

    assert "E902" in done.stdout
    assert FINDING in done.stdout
    assert done.stderr == ""


def test_the_same_is_found_under_a_thousand_names(shop):
    for number in range(1000):
        (shop / f"app/part_{number}.py").write_text(f"PART = {number}\n")
    names = sorted(str(path.relative_to(shop)) for path in Path(shop).rglob("*.py"))

    assert flake8(shop, *names).stdout.splitlines() == [FINDING]
