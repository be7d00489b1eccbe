"""The fast way to read a plain command line: the table, and nothing that takes time to load.

What it is not sure of (help, mistakes, rare spellings) it leaves to the full surface, so
what it accepts means there exactly what it means here.
"""

from collections.abc import Iterator, Sequence

from samepath.linter.frontends.cli.commands import COMMANDS
from samepath.linter.frontends.cli.options import Command, Option, Parsed, Value


def parse(arguments: Sequence[str]) -> Parsed | None:
    """Read a command line, or return None where it is not plain."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        return None
    values = command.absent()
    positional: list[str] = []
    rest = iter(arguments[1:])
    for word in rest:
        if word == "--":
            positional += rest
        elif word == "-" or not word.startswith("-"):
            positional.append(word)
        elif not _take(command, word, rest, values):
            return None
    return Parsed(command.name, values) if _place(command, positional, values) else None


def _take(command: Command, word: str, rest: Iterator[str], values: dict[str, Value]) -> bool:
    """Take one option with its value; say whether it was plain."""
    flag, equals, attached = word.partition("=")
    option = _option(command, flag)
    if option is None or (equals and not flag.startswith("--")):
        return False
    if option.kind in {"flag", "count"}:
        before = values[option.name]
        counted = before + 1 if isinstance(before, int) else 1
        values[option.name] = True if option.kind == "flag" else counted
        return not equals
    value = attached if equals else next(rest, None)
    if value is None or (value.startswith("-") and not equals):
        return False
    return _store(option, value, values)


def _option(command: Command, flag: str) -> Option | None:
    return next((option for option in command.options if flag in option.flags), None)


def _store(option: Option, value: str, values: dict[str, Value]) -> bool:
    before = values[option.name]
    values[option.name] = (*before, value) if isinstance(before, tuple) else value
    return not option.choices or value in option.choices


def _place(command: Command, positional: list[str], values: dict[str, Value]) -> bool:
    """Give the positional arguments their names; say whether there is a place for each."""
    for argument in command.arguments:
        if argument.many:
            values[argument.name] = tuple(positional)
            return True
        if positional:
            values[argument.name] = positional.pop(0)
        elif argument.required:
            return False
    return not positional
