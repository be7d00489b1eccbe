"""Runs and their timelines as text."""

import datetime as dt
from collections.abc import Iterator, Sequence

from samepath.runtime_guard.journal.rows import Entry, Run, State
from samepath.runtime_guard.operate.desk import Line

_WIDTH = 30
_MARKS = {State.RESULT: "ok", State.ERROR: "error", State.STARTED: "started"}


def listed(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a table of runs."""
    if not lines:
        yield "no runs"
        return
    width = max(len(line.run.id) for line in lines)
    for run, entries, remark in lines:
        said = f"  ! {remark}" if remark else ""
        queue = f" in {run.queue}" if run.queue and run.status == "queued" else ""
        yield (
            f"{run.id:<{width}}  {run.status:<9}  {moment(run.created)}  "
            f"{entries:>4} entries  {run.workflow}{queue}{said}"
        )


def drawn(run: Run, entries: Sequence[Entry], reason: str) -> Iterator[str]:
    """Yield the timeline of a run: a bar for each entry, to scale."""
    yield f"{run.id}  {run.workflow}  {run.status}"
    yield f"  begun {moment(run.created)}, version {run.version}, attempt {run.attempts}"
    if reason:
        yield f"  {reason}"
    if not entries:
        return
    begin = run.started or run.created
    end = max([run.ended or 0.0, *(entry.ended for entry in entries)])
    scale = _WIDTH / max(end - begin, 1e-9)
    width = max(len(entry.position) for entry in entries)
    for entry in entries:
        at = min(_WIDTH - 1, max(0, int((entry.started - begin) * scale)))
        long = max(1, min(_WIDTH - at, int((entry.ended - entry.started) * scale)))
        bar = f"{' ' * at}{'=' * long}".ljust(_WIDTH)
        yield f"  {entry.position:>{width}} |{bar}| {said(entry)}"


def said(entry: Entry) -> str:
    """Say what an entry records, in one line."""
    took = entry.ended - entry.started
    mark = _MARKS[State(entry.state)]
    arguments = entry.preview[1:-1] if entry.kind != "step" else f"({entry.preview[2:-2]})"
    return f"{entry.kind} {entry.name}{arguments} {mark} {entry.value[:60]} ({took:.3f} s)"


def moment(seconds: float) -> str:
    """Return a time in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
