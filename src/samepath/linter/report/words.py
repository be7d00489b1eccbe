"""The sentences that reporters share, so that text, JSON and the rest say the same."""

from samepath.linter.report.finding import Finding, Sink
from samepath.linter.report.style import Style

_SINKS = {
    "branch": "decides the branch",
    "loop": "decides how often operations are issued",
    "condition": "decides how long the workflow waits",
    "identity": "becomes part of an operation's identity",
    "order": "decides the order of operations",
    "argument": "becomes the input of an operation",
    "state": "is kept in the workflow's state",
    "result": "becomes part of the workflow's result",
    "gap": "flows into what could not be resolved",
    "log": "reaches only a log",
    "query": "reaches only the answer to a query",
    "nothing": "reaches nothing that a replay depends on",
}


def what_happens(sink: Sink) -> str:
    """Say what the value does at its sink: `decides the branch`."""
    return _SINKS.get(sink.kind, f"reaches: {sink.kind}")


def short(name: str, filename: str) -> str:
    """Cut a function's module off its dotted name, since its file is told beside it.

    `app.flows.Order.ship` in `app/flows.py` is `Order.ship`; what does not fit stays whole.
    """
    folder, _, last = filename.rpartition("/")
    module = last.removesuffix(".py")
    if module == "__init__":
        module = folder.rpartition("/")[2]
    _, dot, inside = f".{name}".rpartition(f".{module}.")
    return inside if dot and inside else name


def message(finding: Finding, style: Style) -> str:
    """Give the message; a finding reported away from its cause says where the cause is."""
    if finding.cause is None:
        return finding.message
    cause = finding.cause
    return f"{finding.message}, in {style.path(cause.filename)}:{cause.location.row}"


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 error`, `1,204 errors`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: list[str]) -> str:
    """Join parts as a sentence does: `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
