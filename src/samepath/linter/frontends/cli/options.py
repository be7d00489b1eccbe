"""What a command line consists of: options, arguments, commands, and what was read."""

from typing import Literal, TypeAlias

from samepath.dataclass import dataclass, field

OptionKind = Literal["flag", "count", "value", "list"]
Value: TypeAlias = bool | int | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Option:
    """What may follow the command: a switch, a switch that adds up, a value, or several."""

    flags: tuple[str, ...]
    kind: OptionKind
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: str | None = None

    @property
    def name(self) -> str:
        """The key of its value: `--show-notes` is `show_notes`."""
        return self.flags[0].lstrip("-").replace("-", "_")

    @property
    def absent(self) -> Value:
        """The value where the option is not given."""
        empty: dict[OptionKind, Value] = {"flag": False, "count": 0, "list": ()}
        return empty.get(self.kind, self.default)


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional argument: any number of them, at most one, or exactly one."""

    name: str
    metavar: str
    help: str
    many: bool = False
    required: bool = False

    @property
    def absent(self) -> Value:
        return () if self.many else None


@dataclass(frozen=True, slots=True)
class Command:
    """One word of the command line."""

    name: str
    help: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()

    def absent(self) -> dict[str, Value]:
        """Return the values where nothing is given."""
        arguments = {argument.name: argument.absent for argument in self.arguments}
        return arguments | {option.name: option.absent for option in self.options}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command with its values; each is asked for by its kind."""

    command: str
    values: dict[str, Value] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        return bool(self.values[name])

    def count(self, name: str) -> int:
        value = self.values[name]
        return value if isinstance(value, int) else 0

    def text(self, name: str) -> str:
        """Give a value, or an empty string where there is none."""
        value = self.values[name]
        return value if isinstance(value, str) else ""

    def many(self, name: str) -> tuple[str, ...]:
        value = self.values[name]
        return value if isinstance(value, tuple) else ()
