"""The full command line, with help, completion and answers to mistakes: typer from the table."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import typer

from samepath.linter.frontends.cli.commands import COMMANDS
from samepath.linter.frontends.cli.options import Argument, Command, Option, Parsed

HELP = (
    "Find what can make a replay of a durable workflow take another path. "
    "Runs of the durable runtime: samepath runs --help."
)


def parse(arguments: Sequence[str]) -> Parsed:
    """Read a command line; exit with help or a complaint where it is not a command to run."""
    read: list[Parsed] = []
    try:
        _app(read.append)(list(arguments), prog_name="samepath")
    except SystemExit:
        if not read:
            raise
    return read[0]


def _app(take: Callable[[Parsed], None]) -> typer.Typer:
    app = typer.Typer(
        help=HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_version)
    for command in COMMANDS.values():
        app.command(command.name, help=command.help)(_taking(command, take))
    return app


def _version(
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if version:
        from samepath import __version__

        typer.echo(f"samepath {__version__}")
        raise typer.Exit


def _taking(command: Command, take: Callable[[Parsed], None]) -> Callable[..., None]:
    """Make the function whose signature typer reads."""

    def run(**given: Any) -> None:  # noqa: ANN401 - typer's values, as the table types them
        values = {
            name: tuple(value or ()) if absent == () else value
            for name, absent in command.absent().items()
            for value in [given[name]]
        }
        take(Parsed(command.name, values))

    parameters = [
        *(_argument(argument) for argument in command.arguments),
        *(_option(option) for option in command.options),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _argument(argument: Argument) -> inspect.Parameter:
    told = typer.Argument(metavar=argument.metavar, help=argument.help, show_default=False)
    annotation: Any = list[str] if argument.many else str
    if argument.required:
        return _parameter(argument.name, Annotated[annotation, told], inspect.Parameter.empty)
    return _parameter(argument.name, Annotated[annotation | None, told], None)


def _option(option: Option) -> inspect.Parameter:
    types: dict[str, Any] = {"flag": bool, "count": int, "list": list[str] | None}
    annotation = Literal[option.choices] if option.choices else types.get(option.kind, str | None)
    told = typer.Option(
        *option.flags,
        help=option.help,
        metavar=option.metavar or None,
        count=option.kind == "count",
        show_default=bool(option.choices),
    )
    default = None if option.kind == "list" else option.absent
    return _parameter(option.name, Annotated[annotation, told], default)


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:  # noqa: ANN401
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)
