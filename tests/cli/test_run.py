"""Whatever goes wrong in a command becomes one sentence and an exit status."""

import subprocess
import sys

import pytest

import samepath
from samepath.linter.frontends.cli import output, version
from samepath.linter.frontends.cli.output import CannotWork
from samepath.linter.frontends.cli.run import run


def failing(monkeypatch, error):
    def fail(parsed):
        raise error

    monkeypatch.setattr(version, "run", fail)


def samepath_process(*arguments):
    command = [sys.executable, "-m", "samepath", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_crash_is_two_and_says_what_happened_and_whose_fault_it_is(monkeypatch, capsys):
    monkeypatch.delenv("SAMEPATH_TRACEBACK", raising=False)
    failing(monkeypatch, RecursionError("maximum recursion\x1b[2J depth exceeded"))

    assert run(["version"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "samepath: RecursionError: maximum recursion\\x1b[2J depth exceeded; "
        "this is a fault of samepath, please report it to its issue tracker "
        "with what SAMEPATH_TRACEBACK=1 shows\n"
    )


def test_a_crash_shows_its_traceback_when_asked_to(monkeypatch):
    monkeypatch.setenv("SAMEPATH_TRACEBACK", "1")
    failing(monkeypatch, KeyError("lost"))

    with pytest.raises(KeyError):
        run(["version"])


def test_what_cannot_be_done_is_two_with_the_reason(monkeypatch, capsys):
    failing(monkeypatch, CannotWork("the disk is full"))

    assert run(["version"]) == 2
    assert capsys.readouterr().err == "samepath: the disk is full\n"


def test_an_interrupt_is_one_hundred_and_thirty(monkeypatch, capsys):
    failing(monkeypatch, KeyboardInterrupt())

    assert run(["version"]) == 130
    assert capsys.readouterr().err == "samepath: interrupted\n"


def test_a_path_without_a_command_is_answered_with_the_command(tmp_path, capsys):
    assert run([str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"samepath: `{tmp_path}` is no command; to check it, run `samepath check {tmp_path}`\n"
    )


def test_help_and_unknown_commands_come_from_the_full_surface(capsys):
    with pytest.raises(SystemExit) as helped:
        run(["--help"])
    with pytest.raises(SystemExit) as mistaken:
        run(["chek"])

    assert (helped.value.code, mistaken.value.code) == (0, 2)
    said = capsys.readouterr()
    assert "Find what can make a replay" in said.out
    assert "Did you mean 'check'?" in said.err


@pytest.mark.parametrize("arguments", [["version"], ["--version"], ["-V"]])
def test_the_version_is_printed_in_each_way_of_asking(arguments):
    done = samepath_process(*arguments)

    assert (done.returncode, done.stdout) == (0, f"samepath {samepath.__version__}\n")


def test_the_version_is_that_of_the_project():
    from pathlib import Path
    from tomllib import loads

    project = loads((Path(__file__).parents[2] / "pyproject.toml").read_text())

    assert project["project"]["version"] == samepath.__version__


def test_asking_for_the_version_loads_nothing_else():
    script = (
        "import sys; sys.argv = ['samepath', '--version']; from samepath.__main__ import main;"
        "main(); print(sorted(n for n in sys.modules if 'samepath' in n or n == 'dataclasses'))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert done.stdout.decode().splitlines()[1] == "['samepath', 'samepath.__main__']"


def test_an_unread_pipe_is_no_reason_to_complain():
    script = (
        "import sys; from samepath.linter.frontends.cli.output import write;"
        "write('x' * 1_000_000); write('y'); sys.exit(7)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        complaints = process.stderr.read()

    assert (process.returncode, complaints) == (7, b"")


def test_what_a_stream_cannot_encode_is_written_with_escapes():
    import io

    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    output.write("日\udcff\n", narrow)

    assert narrow.buffer.getvalue() == b"\\u65e5\\udcff\n"
