"""What to say when a replay takes another path: both sides, the line, the law, where to look."""

import os
import sys

from samepath.runtime_guard.errors import Divergence
from samepath.runtime_guard.journal.rows import Entry, Run

_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep  # noqa: PTH100, PTH120

# numbers of laws; their names wait in samepath.effects until there is something to say
_VALUES, _ORDER, _CODE = 1, 2, 6
_RULES = {
    _VALUES: "wall-clock, random-value, environment-read",
    _ORDER: "unordered-iteration, completion-order",
    _CODE: "workflow-changed",
}


def other(run: Run, recorded: Entry, kind: str, name: str, preview: str) -> Divergence:
    """Describe an operation that is not the recorded one."""
    here = _shown(kind, name, preview)
    there = _shown(recorded.kind, recorded.name, recorded.preview)
    if (recorded.kind, recorded.name) == (kind, name):
        laws: tuple[int, ...] = (_VALUES, _ORDER)
        what = f"{here} has other arguments than the recorded {there}"
    else:
        laws = (_VALUES, _ORDER, _CODE)
        what = f"{here} stands where {there} is recorded"
    return _diverged(run, recorded.position, what, laws)


def more(run: Run, position: str, kind: str, name: str, preview: str) -> Divergence:
    """Describe an operation that the finished history does not have."""
    what = f"{_shown(kind, name, preview)} is not recorded, though the run is finished"
    return _diverged(run, position, what, (_VALUES, _CODE))


def fewer(run: Run, first: Entry, count: int) -> Divergence:
    """Describe an end of the body that leaves recorded operations unread."""
    others = f" and {count - 1} more" if count > 1 else ""
    what = (
        f"the body ended, but {_shown(first.kind, first.name, first.preview)}{others} is recorded"
    )
    return _diverged(run, first.position, what, (_VALUES, _CODE))


def another_end(run: Run, recorded: str, now: str) -> Divergence:
    """Describe a replay of a finished run that came to another result."""
    what = f"the run ended in {now[:100]}, recorded is {recorded[:100]}"
    return _diverged(run, "the end", what, (_VALUES,))


def source_line() -> str:
    """Return the line outside this package that led here, as `file:line in function`."""
    frame = sys._getframe(1)  # noqa: SLF001 - inspect costs start-up time
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame = frame.f_back
    code = frame.f_code
    return f"{code.co_filename}:{frame.f_lineno} in {code.co_qualname}"


def _shown(kind: str, name: str, preview: str) -> str:
    arguments = preview[1:-1] if preview.startswith("[") else preview
    return f"{kind} {name}{arguments}" if kind != "step" else f"step {name}({arguments[1:-1]})"


def _diverged(run: Run, position: str, what: str, laws: tuple[int, ...]) -> Divergence:
    where = "" if position == "the end" else f" ({source_line()})"
    clauses = ", ".join(_clause(law) for law in laws)
    rules = ", ".join(_RULES[law] for law in laws)
    return Divergence(
        f"{run.workflow} {run.id} left its path at {position}: {what}{where}; "
        f"broken is one of: {clauses}; `samepath check` looks for the cause ({rules}, ...)"
    )


def _clause(law: int) -> str:
    from samepath.effects import Law

    return f"law {law} {Law(law).name.replace('_', ' ').lower()}"
