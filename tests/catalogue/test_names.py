"""Every name of the catalogue is one that a library really has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samepath.rules.catalogue.load import HERE

SCRIPT = Path(__file__).with_name("resolve_names.py")
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def interpreters():
    """Find a Python of each version: this one, one on the path, or one of pyenv's."""
    found = {f"{sys.version_info[0]}.{sys.version_info[1]}": sys.executable}
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in VERSIONS:
        installed = [str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"))]
        on_path = shutil.which(f"python{version}")
        for candidate in (*installed, *([on_path] if on_path else [])):
            found.setdefault(version, candidate)
    return found


INTERPRETERS = interpreters()


def problems(python, folder, *options):
    """Return what the script has to say about the files of a folder."""
    files = sorted(str(path) for path in (Path(HERE) / folder).glob("*.toml"))
    result = subprocess.run(
        [python, *options, str(SCRIPT), *files], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="the names are those of Linux")
@pytest.mark.parametrize("version", VERSIONS)
def test_the_standard_library_has_every_name(version):
    if version not in INTERPRETERS:
        pytest.skip(f"no Python {version} here")

    assert problems(INTERPRETERS[version], "stdlib", "-I") == []


def test_the_packages_that_are_installed_have_every_name():
    assert problems(sys.executable, "packages") == []


def table(tmp_path, text):
    """Write a table into a folder of its own and return what the script says about it."""
    file = tmp_path / "wrong.toml"
    file.write_text(f'modules = ["time", "os", "threading"]\n{text}')
    result = subprocess.run(
        [sys.executable, str(SCRIPT), str(file)], capture_output=True, text=True, check=True
    )
    return result.stdout.strip().removeprefix("wrong.toml: ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('"time.tme" = "clock"', "time.tme is not there"),
        ('"time.tzname" = "locale"', "time.tzname cannot be called, it is tuple"),
        (
            '"os.getenv" = { returns = "builtins.string" }',
            "os.getenv returns: builtins.string is not there",
        ),
        ('"os.getenv" = { returns = "os.getcwd" }', "os.getenv returns: os.getcwd is no class"),
        ('"os.getenv" = { calls = [7] }', "os.getenv calls: there is no argument 7"),
        ('"os.getenv" = { calls = ["who"] }', "os.getenv calls: there is no keyword 'who'"),
        ('"os.getenv" = { calls = [1] }', "os.getenv calls: argument 1 may be passed as 'default'"),
        (
            '"threading.TIMEOUT_MAX" = "pure"',
            "threading.TIMEOUT_MAX cannot be called, it is float",
        ),
        (
            '"os.WEXITSTATUS" = "pure"',
            "os.WEXITSTATUS looks like a class and is none: say what it returns",
        ),
        (
            '[bases]\n"threading.Timer" = ["threading.Event"]',
            "threading.Timer is no subclass of threading.Event",
        ),
        (
            '[alias]\n"os.pth" = "os.path"',
            "os.pth and os.path: only one of them is there",
        ),
    ],
)
def test_a_wrong_name_would_be_noticed(tmp_path, text, complaint):
    assert table(tmp_path, text) == complaint


def test_a_name_of_another_version_is_left_alone(tmp_path):
    assert table(tmp_path, '"time.later" = { since = "3.99" }') == ""
    assert table(tmp_path, '"time.earlier" = { until = "3.10" }') == ""
