"""The fast way and the full surface read every command line alike."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samepath.linter.frontends.cli import parsing, surface
from samepath.linter.frontends.cli.commands import COMMANDS

OPTIONS = [(command, option) for command in COMMANDS.values() for option in command.options]


def full(arguments):
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        try:
            return surface.parse(arguments)
        except SystemExit:
            return None


def given_as(command, option):
    """Every plain way to give an option, with an argument where the command needs one."""
    needed = ["x.py:3"] if any(argument.required for argument in command.arguments) else []
    for flag in option.flags:
        if option.kind in {"flag", "count"}:
            yield [command.name, flag, *needed]
            yield [command.name, *needed, flag, flag]
            continue
        for value in option.choices or ("a", "a,b", "x=y", ""):
            yield [command.name, *needed, flag, value]
            if flag.startswith("--"):
                yield [command.name, f"{flag}={value}", *needed]
                yield [command.name, flag, value, f"{flag}={value}", *needed]


@pytest.mark.parametrize(
    ("command", "option"), OPTIONS, ids=[f"{c.name} {o.flags[0]}" for c, o in OPTIONS]
)
def test_each_option_is_read_the_same_in_both_ways(command, option):
    values = []
    for arguments in given_as(command, option):
        fast = parsing.parse(arguments)

        assert fast is not None, arguments
        assert fast == full(arguments), arguments
        values.append(fast.values[option.name])
    assert any(value != option.absent for value in values)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_without_options_both_ways_give_the_same_defaults(command):
    arguments = [command.name, *["x.py:3" for given in command.arguments if given.required]]

    assert parsing.parse(arguments) == full(arguments) is not None


WORDS = sorted(
    {flag for _, option in OPTIONS for flag in option.flags}
    | {choice for _, option in OPTIONS for choice in option.choices}
    | {"--", "-", "a.py", "", "-x", "-qv", "-oout", "--color=pink", "--select=a", "--strict=1"}
    | {"--help", "--no-strict", "--sel", "-o=out", "--output-file=", "x:3", "---", "-n"}
)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(COMMANDS)), st.lists(st.sampled_from(WORDS), max_size=5))
def test_whatever_the_fast_way_accepts_the_full_surface_reads_alike(command, words):
    fast = parsing.parse([command, *words])

    assert fast is None or fast == full([command, *words])


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["chek"],
        ["check", "--help"],
        ["check", "--colr", "never"],
        ["check", "--color", "pink"],
        ["check", "--select"],
        ["check", "--strict=yes"],
        ["graph", "a", "b"],
        ["explain"],
    ],
)
def test_help_and_mistakes_are_left_to_the_full_surface(arguments):
    assert parsing.parse(arguments) is None
    assert full(arguments) is None


def test_what_follows_two_dashes_is_a_path():
    assert parsing.parse(["check", "a", "--", "-b", "--strict"]).many("paths") == (
        "a",
        "-b",
        "--strict",
    )
