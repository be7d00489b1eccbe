#!/usr/bin/env python3
"""Write docs/catalogue.md from the catalogue; a test says when it is not up to date."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from samepath.effects import ADVICE, Effect
from samepath.rules.catalogue import entry
from samepath.rules.catalogue.load import HERE, library_files, modules_of, read_library

PAGE = Path(__file__).parent.parent / "docs" / "catalogue.md"
CHOICE = re.compile(r'^    "(?P<value>[\w-]+)",  # (?P<meaning>.*)$', re.MULTILINE)
NOT_WRITTEN = {"listed", "unknown"}

INTRODUCTION = """\
# The catalogue

What a call into a library does is not found out by reading the library: the catalogue says it. It
names *effects* (`clock`, `network read`), never whether something is safe; what an effect does to
a workflow is for the flow of its value to decide.

There is one TOML file per library, in `src/samepath/rules/catalogue/stdlib` and `packages`, with
one name on one line, in order. A name is dotted and absolute, and the member of an instance is
written like an attribute of its class. What Python does behind a piece of syntax is the member of
that name: iteration is `__iter__`, `x[i]` is `__getitem__`, `with` is `__enter__`, a call of an
instance is `__call__`.

```toml
"time.monotonic" = "clock"
"time.strptime" = "pure"
"pathlib.Path.unlink" = "file write"
"random.Random" = { effect = "random", when = "unseeded" }
"sqlite3.connect" = { effect = "database", access = "read", returns = "sqlite3.Connection" }
```

A value is `"pure"`, an effect, an effect with `read` or `write`, `"unknown"` (it runs what nobody
can see, as `eval` does: a gap), or a table of the fields below. Anything else is refused, with the
name of the file and of the key.

An argument is named by its position (the receiver not counted) or by its keyword, and one that can
be passed in two ways is named twice: `[1, "target"]`. `self` is the receiver, `*` every positional
and `**` every keyword argument.

Three tables may follow. `[default]` says what holds for every name below a prefix that is not
listed, so that a call into a known library is never a gap; a prefix that ends in `*` is cut inside
a word (`"botocore.client.BaseClient.list_*"`). `[alias]` gives other names of the same thing,
`[bases]` the base classes of a class, whose members are its own;
`[live]` types whose instances hold something of this process and cannot be written down.

To add a call is to add a line. To add a library is to add a file with its `modules`, the top-level
names that it speaks for, and to run `python -m samepath.rules.catalogue.index`. Your own table has
the same shape, and speaks before ours.
"""


def fields() -> Iterator[tuple[str, str]]:
    """Yield each field of an entry with what its docstring says."""
    (module,) = ast.parse(inspect.getsource(entry.Entry)).body
    assert isinstance(module, ast.ClassDef)
    name = ""
    for statement in module.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr):
            if name not in NOT_WRITTEN:
                yield name, " ".join(ast.literal_eval(statement.value).split())
            name = ""


def choices(name: str) -> Iterator[tuple[str, str]]:
    """Yield the values that a field may have, with what the source says of each."""
    source = inspect.getsource(entry)
    start = source.index(f"{name} = Literal[")
    for choice in CHOICE.finditer(source[start : source.index("\n]", start)]):
        yield choice["value"], choice["meaning"]


def listing(rows: Iterator[tuple[str, str]]) -> str:
    """Write names and meanings as a list."""
    return "\n".join(f"- `{name}`: {meaning}" for name, meaning in rows)


def library(file: str) -> str:
    """Write one file as a row: what it speaks for, how many names, which effects."""
    table = read_library(file)
    entries = [found for name in table.values if (found := table.entry(name)) is not None]
    entries += [table.default_entry(prefix) for prefix in table.default]
    counts = Counter(found.effect for found in entries if found.effect is not None)
    effects = ", ".join(f"{effect} {counts[effect]}" for effect in Effect if effect in counts)
    modules = ", ".join(f"`{module}`" for module in sorted(modules_of(file)))
    return f"| [{Path(file).stem}](../{relative(file)}) | {modules} | {effects or 'none'} |"


def relative(file: str) -> str:
    """Return where a file is, seen from the top of the repository."""
    return (Path(HERE) / file).relative_to(PAGE.parent.parent).as_posix()


def libraries(folder: str) -> str:
    """Write the files of one folder as a table."""
    rows = [library(file) for file in library_files() if file.startswith(f"{folder}/")]
    return "\n".join(["| file | speaks for | effects |", "|---|---|---|", *rows])


def page() -> str:
    """Write the whole page."""
    effects = listing((str(effect), ADVICE[effect].phrase) for effect in Effect)
    parts = (
        INTRODUCTION,
        f"## Effects\n\n{effects}\n",
        f"## Fields\n\n{listing(fields())}\n",
        f"### when\n\n{listing(choices('When'))}\n",
        f"### result\n\n{listing(choices('Result'))}\n",
        f"## The standard library\n\n{libraries('stdlib')}\n",
        f"## Packages\n\n{libraries('packages')}\n",
    )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
