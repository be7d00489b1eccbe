"""Bring a database to the schema that this code knows: numbered steps, forward only."""

import os
import re

from samepath.runtime_guard.errors import SchemaError
from samepath.runtime_guard.journal.store import Sql

_MARK = re.compile(r"^-- migration (\d+):.*$", re.MULTILINE)


def migrations(dialect: str) -> list[tuple[int, list[str]]]:
    """Return the numbered migrations of a schema file, each a list of statements."""
    path = os.path.join(os.path.dirname(__file__), "schema", f"{dialect}.sql")  # noqa: PTH118, PTH120
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib costs start-up time
        parts = _MARK.split(file.read())[1:]
    return [
        (int(number), _statements(body))
        for number, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def _statements(text: str) -> list[str]:
    lines = (line.split("--")[0].rstrip() for line in text.splitlines())
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]


def migrate(sql: Sql, dialect: str) -> None:
    """Apply what is missing. The caller makes sure that nobody else does so at the same time."""
    sql.run(
        "create table if not exists samepath_migrations (version integer primary key)",
    )
    found = sql.rows("select max(version) from samepath_migrations")[0][0] or 0
    known = migrations(dialect)
    if found > known[-1][0]:
        raise SchemaError(
            f"the journal has schema {found}, this samepath knows {known[-1][0]}: upgrade samepath"
        )
    for number, statements in known:
        if number > found:
            for statement in statements:
                sql.run(statement)
            sql.run("insert into samepath_migrations values (?)", (number,))
