"""Every name and argument that a dialect speaks of, looked up in the SDK itself.

`make sdks` installs what the dialects were read from; what is not there is skipped, loudly.
"""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from samepath.rules.dialects import available_dialects, load_dialects
from tests.dialects.lookup import QUESTIONS, read_sdks

ROOT = Path(__file__).parents[2]
SDKS = ROOT / ".sdks"


@cache
def answers(name: str) -> dict[str, list[str]]:
    folder = SDKS / name
    interpreter = folder / "interpreter"
    if not interpreter.exists():
        pytest.skip(f"the SDK of {name} is not in {SDKS.name} (make sdks): no name was looked up")
    paths = (ROOT / "src", folder, ROOT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    script = Path(__file__).with_name("lookup.py")
    done = subprocess.run(
        [interpreter.read_text(encoding="utf-8"), str(script), name],
        check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("name", available_dialects())
@pytest.mark.parametrize("question", QUESTIONS)
def test_dialects_say_what_their_sdks_have(name, question):
    assert answers(name)[question] == []


def test_every_dialect_can_be_looked_up():
    assert set(read_sdks()) == set(available_dialects())


def test_every_package_that_a_dialect_was_read_from_is_pinned():
    packages = [package for d in load_dialects(available_dialects()) for package in d.packages]
    assert not [package for package in packages if "==" not in package]
