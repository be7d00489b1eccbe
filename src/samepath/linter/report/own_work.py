"""The pages of what the linter says about its own work (RPL9xx), by name."""

PAGES = {
    "unreadable-file": """A file of the program could not be read.

## What it does

Reports a file that is no Python for the version that runs samepath, is not in the encoding that
it declares, holds null bytes, is far too large or too deeply nested, or may not be read.

## Why

Calls into the file lead nowhere, so nothing behind them is checked. The rest of the program is.

## Instead

Correct the file, run samepath on the Python that the project is written for, or exclude the file.
""",
    "unresolved-call": """A call below a workflow could not be resolved.

## What it does

Notes a call of which neither a function of the program nor an entry of the catalogue is known.
Such gaps are counted in the summary and listed with `--show-gaps`.

## Why

What the call does, and where the values that it gets end up, is not known: a workflow with gaps
was not read completely, and no finding there is no proof.

## Instead

Annotate the receiver, name the package in `follow` if it is your own, or say in `contracts` what
the function does.
""",
    "unused-suppression": """A suppression suppresses nothing.

## What it does

Reports a `# samepath: ignore[...]` comment without which nothing else would be found.

## Why

It outlived its reason, or stands in the wrong place, and would hide the next fault.

## Instead

Remove it, or move it to the cause, to a call of the chain, or to the workflow.
""",
    "suppression-without-reason": """A suppression does not say why.

## What it does

Reports a `# samepath: ignore[...]` comment with nothing behind its brackets.

## Why

Whether a replay may differ there is a decision, and the next reader cannot check one without
its reason.

## Instead

Write the reason behind the brackets: `# samepath: ignore[wall-clock] only for the log`.
""",
    "malformed-suppression": """A comment looks like a suppression and is none.

## What it does

Reports a comment that begins with `samepath:` and names no rule, an unknown rule, or something
else than `ignore`.

## Why

It suppresses nothing, though somebody meant it to.

## Instead

Write `# samepath: ignore[wall-clock] reason`, with the names or codes of the rules.
""",
    "duplicate-module": """Two files of the program have one module name.

## What it does

Reports the second file that an import of the name could mean.

## Why

Only one of them is followed; at run time it may be the other.

## Instead

Rename one, exclude one, or check their folders as programs of their own.
""",
    "unused-contract": """A contract of the settings is about nothing.

## What it does

Reports an entry of `[tool.samepath.contracts]` whose function no workflow calls, or that names a
function that the program does not have.

## Why

A name that is spelled wrongly, or moved since, vouches for nothing, and nobody notices.

## Instead

Name the function by the module that defines it, or remove the entry.
""",
    "broken-contract": """A function that is declared deterministic is not.

## What it does

Solves each function that `[tool.samepath.contracts]` calls deterministic as if it were a
workflow, and reports what makes its result, what it raises or what it issues differ from one call
to the next, and what it does to the world.

## Why

Workflows that call the function were checked as if this could not be: what is reported here is
missing there.

## Instead

Take the call out of the function and hand its value in, recorded by a step. If the function is
meant to do this, declare it `unstable`, or remove the contract. If what is found is harmless, say
so where it stands: `# samepath: ignore[file-outside-step] shipped with the code`.
""",
}
