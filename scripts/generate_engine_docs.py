#!/usr/bin/env python3
"""Write docs/engines/NAME.md from the dialects; a test says when a page is not up to date."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from samepath.effects import Effect
from samepath.rules.dialects import (
    Dialect,
    Operation,
    Replacement,
    Role,
    Selector,
    available_dialects,
    load_dialects,
)

T = TypeVar("T")

EFFECTS = frozenset(effect.value for effect in Effect)
PAGES = Path(__file__).parent.parent / "docs" / "engines"

PARTS = {
    "workflow": "a workflow: its body is replayed",
    "workflow-class": "a workflow's class",
    "entry": "the method that is the workflow",
    "handler": "replayed too",
    "query": "not replayed, and must not change anything",
    "body": "replayed as part of the workflow that hands it over",
    "step": "a step: what it does stays out of the replay",
    "transparent": "leaves a function what it was",
    "guard-off": "a block that the engine's own checks leave alone",
}
FORMS = {
    "bare": "`@name`",
    "called": "`@name(...)`",
    "both": "`@name` or `@name(...)`",
    "register": "`name(function)`",
}
CALLS = {
    "operation": "; calling it by name is recorded",
    "thunk": "; calling it by name prepares it, the context runs it",
    "plain": "",
}
KEYS = {
    "position": "by its number in the run",
    "command": "by its number among the commands",
    "name": "by its name and how often that came before",
    "content": "by what goes in",
}
MISMATCHES = {
    "raise": "the replay fails with {}",
    "stall": "the run is stuck with {} until the code fits again",
    "silent": "nothing is said",
}
ARGUMENTS = {
    "references": "the workflow's own objects: what a step changes in them is lost on a replay",
    "copies": "copies",
}
RESULTS = {
    "object": "the object that the step returned; a replay gets a copy of it",
    "decoded": "a copy, as on a replay",
}
GLOBALS = {
    "process": "as long as the process: a replay may find others",
    "run": "as long as the run, in modules that the sandbox imports anew",
}
OVER = {
    "always": "",
    "operations": " over operations",
    "threads": " with operations in what it is given",
}
LOOPS = {
    "durable": "The event loop is the engine's own; `asyncio.sleep` is an operation on it.",
    "host": "The event loop is the host's; operations are numbered in the order of their starts.",
    "none": "A workflow is no coroutine, and runs on no event loop.",
}


def page(dialect: Dialect) -> str:
    """Return the text of one engine's page."""
    parts = (
        head(dialect),
        notices(dialect),
        misuses(dialect),
        functions(dialect),
        operations(dialect),
        values(dialect),
        replacements(dialect),
        aliases(dialect),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def head(dialect: Dialect) -> Iterator[str]:
    """Say what was read, and how the engine replays."""
    words = dialect.words
    mismatch = MISMATCHES[dialect.on_mismatch].format(f"`{words['mismatch']}`")
    yield f"# {dialect.title}"
    yield ""
    yield f"What samepath knows of {dialect.title}, read from {code(dialect.packages)}."
    yield f"Names that begin with no package are those of `{dialect.modules[0]}`. The page is what"
    yield f"`scripts/generate_engine_docs.py` makes of the data of the dialect `{dialect.name}`."
    yield ""
    yield f"- A workflow is called *{words['workflow']}* here, a step *{words['step']}*, a"
    yield f"  recorded call *{words['operation']}*, and running the body again *{words['replay']}*."
    if not dialect.default:
        yield "- The dialect is off unless the settings name it."
    compared = f"what is compared is its {' and '.join(dialect.compares)}"
    yield f"- The record of an operation is found {KEYS[dialect.key]};"
    yield f"  {compared if dialect.compares else 'nothing is compared'}."
    yield f"- On another path {mismatch}."
    yield f"- A step is given {ARGUMENTS[dialect.arguments]}."
    yield f"- The first run gets, as a result, {RESULTS[dialect.first_result]}."
    yield f"- Where no annotation, hook or extra says more, a record {comes_back(dialect)}."
    yield f"- Globals live {GLOBALS[dialect.globals]}."
    yield f"- {loop(dialect)}"
    yield ""


def comes_back(dialect: Dialect) -> str:
    """Say as what values come back from a record, and which it refuses."""
    changed = [f"{kind} as {said}" for kind, said in dialect.changes.items() if said != "error"]
    refused = [kind for kind, said in dialect.changes.items() if said == "error"]
    parts = [f"gives back {', '.join(changed)}"] if changed else []
    parts += [f"refuses {', '.join(refused)}"] if refused else []
    return ", and ".join(parts) or "gives back what it was given"


def loop(dialect: Dialect) -> str:
    """Say whose event loop runs the body."""
    if dialect.asyncio == "durable" and "asyncio.sleep" not in dialect.operations:
        return "The event loop is the engine's own, and has no timers: `asyncio.sleep` fails."
    return LOOPS[dialect.asyncio]


def notices(dialect: Dialect) -> Iterator[str]:
    """Say what the engine finds out by itself."""
    yield "## What the engine notices by itself"
    yield ""
    yield from (f"- {line}" for line in dialect.notices or ["nothing"])
    yield ""
    yield "It does not notice:"
    yield ""
    yield from (f"- {line}" for line in dialect.misses)
    yield ""
    if dialect.suspensions:
        own = (name.removeprefix(f"{dialect.modules[0]}.") for name in dialect.suspensions)
        yield f"It stops a run by raising {code(own)}: let these pass."
        yield ""


def misuses(dialect: Dialect) -> Iterator[str]:
    """Say which misuses the engine minds."""
    if not dialect.misuses:
        return
    yield "## How its operations are misused"
    yield ""
    yield "| rule | what happens | instead |"
    yield "|---|---|---|"
    for name, minded in sorted(dialect.misuses.items()):
        yield f"| `{name}` | {minded.why} | {minded.instead} |"
    yield ""


def functions(dialect: Dialect) -> Iterator[str]:
    """List what makes a function a workflow or a step."""
    yield "## What makes a function a workflow or a step"
    yield ""
    yield "| name | written | makes it |"
    yield "|---|---|---|"
    for names, role in grouped(dialect, dialect.roles):
        yield f"| {names} | {FORMS[role.form]} | {part(role)} |"
    yield ""


def part(role: Role) -> str:
    """Say what a role makes of a function."""
    said = PARTS[role.kind] + CALLS[role.direct_call]
    if role.unless_leaf:
        said = f"{said}, if it issues operations; else a step"
    if role.also:
        said = f"{said}; so is what is given as {arguments(role.also)}"
    if role.retries_keyword:
        said = f"{said}; with `{role.retries_keyword}=0` and no operation it is called once"
    if role.context_keyword:
        return f"{said}; `{role.context_keyword}` names its context"
    return f"{said}; its context is {argument(role.context)}" if role.context else said


def operations(dialect: Dialect) -> Iterator[str]:
    """List what is recorded, by kind."""
    yield "## What is recorded"
    yield ""
    yield "| call | kind | told apart by | runs as a step | replays |"
    yield "|---|---|---|---|---|"
    for names, operation in grouped(dialect, dialect.operations):
        steps, workflows = (
            (*operation.runs, *operation.calls),
            (*operation.replays, *operation.calls),
        )
        selected = (operation.identity, steps, workflows)
        cells = [names, kind(operation), *(arguments(each) for each in selected)]
        if operation.replays_kept:
            owners = arguments(operation.replays_kept)
            cells[-1] = "its tools" if owners == "`self`" else f"the tools of {owners}"
        yield f"| {' | '.join(cells)} |"
    yield ""


def kind(operation: Operation) -> str:
    """Say what kind of operation it is, and when it is none."""
    if operation.only_with:
        return f"{operation.kind}, with {arguments(operation.only_with)} only"
    return f"{operation.kind}, issues nothing itself" if operation.joins else operation.kind


def values(dialect: Dialect) -> Iterator[str]:
    """List what a replay finds again, and what it does not."""
    yield "## What a replay finds again"
    yield ""
    yield from (f"- {names}" for names, _ in grouped(dialect, dialect.stable))
    if dialect.guards:
        own = (guard.removeprefix(f"{dialect.modules[0]}.") for guard in dialect.guards)
        yield ""
        yield f"True only while replaying, or only in the sandbox: {code(own)}."
    yield ""
    yield "## What is not recorded, or does not belong into a workflow"
    yield ""
    yield from (f"- {names}: {said.why}" for names, said in grouped(dialect, dialect.unrecorded))
    for names, forbidden in grouped(dialect, dialect.forbidden):
        yield f"- {names}{OVER[forbidden.how]}: {forbidden.why}"
    yield ""


def replacements(dialect: Dialect) -> Iterator[str]:
    """List what to write instead of what."""
    yield "## What replaces what"
    yield ""
    yield "| instead of | write |"
    yield "|---|---|"
    effects = {name: said for name, said in dialect.replacements.items() if name in EFFECTS}
    calls = {name: said for name, said in dialect.replacements.items() if name not in EFFECTS}
    for names, said in grouped(dialect, calls):
        yield f"| {names} | {', in async code '.join(f'`{text}`' for text in spellings(said))} |"
    for said, items in groupby(effects.items(), key=lambda item: item[1]):
        names = ", ".join(name.replace("-", " ") for name, _ in items)
        yield f"| {names} | {', or in async code '.join(spellings(said))} |"
    yield ""


def spellings(said: Replacement) -> tuple[str, ...]:
    """Return what to write, in plain and in async code."""
    ways = (said.spelled("...", in_async=False), said.spelled("...", in_async=True))
    return tuple(dict.fromkeys(ways))


def aliases(dialect: Dialect) -> Iterator[str]:
    """List the names of older versions, and the other names of the same things."""
    if dialect.gone:
        names = (name.removeprefix(f"{dialect.modules[0]}.") for name in dialect.gone)
        yield f"Older versions only: {code(names)}."
        yield ""
    public = {name: same for name, same in dialect.aliases.items() if "._" not in name}
    if not public:
        return
    yield "## Other names of the same things"
    yield ""
    yield "| name | read as |"
    yield "|---|---|"
    yield from (f"| `{name}` | `{same}` |" for name, same in public.items())
    yield ""


def grouped(dialect: Dialect, table: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """Yield names of one owner and one meaning together, in the order of the data."""
    own = f"{dialect.modules[0]}."
    for (owner, said), items in groupby(
        table.items(), key=lambda item: (item[0].rpartition(".")[0], item[1])
    ):
        first, *others = (name for name, _ in items)
        known = own if f"{owner}." == own else owner
        leaves = (name.removeprefix(known) for name in others)
        yield code((first.removeprefix(own), *leaves)), said


def arguments(selectors: Iterable[Selector]) -> str:
    """Name arguments by their keywords."""
    return ", ".join(argument(selector) for selector in selectors)


def argument(selector: Selector) -> str:
    """Name one argument by its keywords, or by its place if it has none."""
    keywords = [f"`{way}`" for way in selector if isinstance(way, str)]
    return " or ".join(keywords) or f"parameter {int(selector[0]) + 1}"


def code(names: Iterable[str]) -> str:
    """Set names in code."""
    return ", ".join(f"`{name}`" for name in names)


def pages() -> dict[Path, str]:
    """Return every page with the path that it belongs to."""
    known = load_dialects(available_dialects())
    return {PAGES / f"{dialect.name}.md": page(dialect) for dialect in known}


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
