"""`samepath runs`: look at runs and decide about them.

Each command is a plain function that returns an exit status; the typer application only parses.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from samepath.runtime_guard.errors import Divergence, SamepathError
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.operate import timeline
from samepath.runtime_guard.operate.desk import Desk

Say = Callable[[str], None]

OK, DIVERGED, FAILED = 0, 1, 2
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def list_runs(
    desk: Desk,
    say: Say,
    *,
    status: str | None = None,
    workflow: str | None = None,
    limit: int = 50,
    as_json: bool = False,
) -> int:
    """Print runs, newest first."""
    if status is not None and status not in set(Status):
        raise SamepathError(f"{status!r} is no status; there are {', '.join(Status)}")
    lines = desk.runs(status, workflow, limit)
    if as_json:
        found = [
            line.run._asdict() | {"entries": line.entries, "remark": line.remark} for line in lines
        ]
        say(json.dumps(found))
    else:
        _say_all(say, timeline.listed(lines))
    return OK


def show_run(desk: Desk, say: Say, id: str, *, as_json: bool = False) -> int:
    """Print a run and its timeline."""
    run, entries = desk.run(id), desk.entries(id)
    if as_json:
        say(json.dumps(run._asdict() | {"entries": [entry._asdict() for entry in entries]}))
    else:
        _say_all(say, timeline.drawn(run, entries, desk.reason(run)))
    return OK


def watch_run(desk: Desk, say: Say, id: str, *, as_json: bool = False) -> int:
    """Print what a run records as it records it, until it ends."""
    for each in desk.watch(id):
        if as_json:
            say(json.dumps(each._asdict()))
        elif isinstance(each, Run):
            reason = desk.reason(each)
            say(f"{each.status}{f': {reason}' if reason else ''}")
        else:
            say(f"{each.position} {timeline.said(each)}")
    return OK


def cancel_runs(desk: Desk, say: Say, ids: Iterable[str]) -> int:
    """Cancel runs and their children."""
    for run in ids:
        cancelled = desk.control.cancel(run)
        say(f"{run} is cancelled" if cancelled else f"{run} had ended already")
    return OK


def resume_runs(desk: Desk, say: Say, ids: Iterable[str]) -> int:
    """Queue blocked and cancelled runs again."""
    for run in ids:
        desk.control.resume(run)
        say(f"{run} is queued again")
    return OK


def fork_runs(desk: Desk, say: Say, ids: list[str], before: str) -> int:
    """Start copies of runs that go on before an operation."""
    if not re.fullmatch(r"\d+(\.\d+)*", before):
        raise SamepathError(f"{before!r} is no position; positions look like 3, or 3.0.1")
    for run in ids:
        (copy,) = desk.control.fork(run, before=before)
        say(f"{copy} is a copy of {run} that goes on at {before}")
    return OK


def collect_runs(desk: Desk, say: Say, older_than: str) -> int:
    """Delete what ended long ago."""
    deleted = desk.control.collect(seconds(older_than))
    say(f"{deleted} runs deleted")
    return OK


def verify_runs(desk: Desk, say: Say, ids: list[str], module: str) -> int:
    """Replay finished runs in new processes; one that diverges ends it."""
    from samepath.runtime_guard.verify.fresh import Place, verify_fresh

    sys.path.insert(0, str(Path.cwd()))
    for run in ids:
        try:
            verify_fresh(desk.url, [run], Place(module))
        except Divergence as divergence:
            say(str(divergence))
            return DIVERGED
        say(f"{run} replays along its path")
    return OK


def metrics(desk: Desk, say: Say) -> int:
    """Print the state of the journal in the OpenMetrics format."""
    from samepath.runtime_guard.operate.metrics import exposition

    say(exposition(desk.store).rstrip("\n"))
    return OK


def seconds(text: str) -> float:
    """Read a duration: `90s`, `15m`, `12h`, `30d`, `4w`."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhdw])", text)
    if match is None:
        raise SamepathError(f"{text!r} is no duration; write 90s, 15m, 12h, 30d or 4w")
    return float(match[1]) * _UNITS[match[2]]


def _say_all(say: Say, lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def guarded(journal: str, command: Callable[[Desk, Say], int]) -> int:
    """Open the journal, run a command, and turn what went wrong into a message."""
    try:
        with Desk(journal) as desk:
            return command(desk, typer.echo)
    except SamepathError as error:
        typer.echo(f"error: {error}", err=True)
        return FAILED


app = typer.Typer(
    help="Look at durable runs and decide about them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

JournalOption = Annotated[
    str,
    typer.Option(
        "--journal",
        envvar="SAMEPATH_JOURNAL",
        metavar="URL",
        help="The journal: the path of a SQLite file, or postgresql://...",
    ),
]
FormatOption = Annotated[str, typer.Option("--output-format", help="text or json.")]
RunArgument = Annotated[str, typer.Argument(metavar="RUN", help="The id of a run.")]
RunsArgument = Annotated[list[str], typer.Argument(metavar="RUN...", help="Ids of runs.")]


def _finish(journal: str, command: Callable[[Desk, Say], int]) -> None:
    raise typer.Exit(guarded(journal, command))


def _json(chosen: str) -> bool:
    if chosen not in {"text", "json"}:
        raise typer.BadParameter(
            f"{chosen!r} is not one of text, json", param_hint="--output-format"
        )
    return chosen == "json"


@app.command("list")
def _list(
    journal: JournalOption,
    status: Annotated[str | None, typer.Option(help="Only runs in this status.")] = None,
    workflow: Annotated[str | None, typer.Option(help="Only runs of this workflow.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    output_format: FormatOption = "text",
) -> None:
    """List runs, newest first, and say which of them nobody can execute."""
    as_json = _json(output_format)
    _finish(
        journal,
        lambda desk, say: list_runs(
            desk, say, status=status, workflow=workflow, limit=limit, as_json=as_json
        ),
    )


@app.command("show")
def _show(run: RunArgument, journal: JournalOption, output_format: FormatOption = "text") -> None:
    """Show a run and draw its timeline."""
    as_json = _json(output_format)
    _finish(journal, lambda desk, say: show_run(desk, say, run, as_json=as_json))


@app.command("watch")
def _watch(run: RunArgument, journal: JournalOption, output_format: FormatOption = "text") -> None:
    """Print what a run records as it records it, until it ends."""
    as_json = _json(output_format)
    _finish(journal, lambda desk, say: watch_run(desk, say, run, as_json=as_json))


@app.command("cancel")
def _cancel(runs: RunsArgument, journal: JournalOption) -> None:
    """Cancel runs and their children."""
    _finish(journal, lambda desk, say: cancel_runs(desk, say, runs))


@app.command("resume")
def _resume(runs: RunsArgument, journal: JournalOption) -> None:
    """Let blocked or cancelled runs go on."""
    _finish(journal, lambda desk, say: resume_runs(desk, say, runs))


@app.command("fork")
def _fork(
    runs: RunsArgument,
    journal: JournalOption,
    before: Annotated[str, typer.Option(help="The position to go on at, as `show` prints it.")],
) -> None:
    """Start copies of runs that go on before an operation."""
    _finish(journal, lambda desk, say: fork_runs(desk, say, runs, before))


@app.command("verify")
def _verify(
    runs: RunsArgument,
    journal: JournalOption,
    module: Annotated[str, typer.Option(help="The module that defines the workflow.")],
) -> None:
    """Replay finished runs in new processes with other hash seeds; status 1 if one diverges."""
    _finish(journal, lambda desk, say: verify_runs(desk, say, runs, module))


@app.command("collect")
def _collect(
    journal: JournalOption,
    older_than: Annotated[str, typer.Option(help="How long ago they ended: 12h, 30d, ...")] = "30d",
) -> None:
    """Delete runs that ended long ago, with all they recorded."""
    _finish(journal, lambda desk, say: collect_runs(desk, say, older_than))


@app.command("metrics")
def _metrics(journal: JournalOption) -> None:
    """Print counts of runs, queues and executors in the OpenMetrics format."""
    _finish(journal, metrics)
