"""What `import samepath` gives, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path

import pytest

import samepath


def loaded(script):
    """Return which halves a script has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    halves = ("samepath.linter", "samepath.runtime_guard")
    return [half for half in halves if half in done.stdout.split()]


@pytest.mark.parametrize(
    ("script", "halves"),
    [
        ("import samepath", []),
        ("from samepath import __version__, effects", []),
        ("import samepath; hasattr(samepath, '__wrapped__')", []),
        ("from samepath import linter", ["samepath.linter"]),
        ("from samepath import Runtime, workflow, step", ["samepath.runtime_guard"]),
    ],
)
def test_a_half_is_loaded_only_when_it_is_asked_for(script, halves):
    assert loaded(script) == halves


def test_every_public_name_of_the_runtime_is_there():
    from samepath import runtime_guard

    for name in runtime_guard.__all__:
        assert getattr(samepath, name) is getattr(runtime_guard, name)
    assert set(runtime_guard.__all__) <= set(dir(samepath))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'samepath' has no attribute 'nonsense'"):
        samepath.nonsense  # noqa: B018


def test_the_rooms_are_those_that_there_are():
    here = Path(samepath.__file__).parent
    rooms = {path.stem for path in here.iterdir() if path.suffix == ".py" or path.is_dir()}

    assert {room for room in rooms if not room.startswith("_")} == samepath._ROOMS
