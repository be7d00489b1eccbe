"""Bring a database to the schema that this code knows: numbered steps, forward only."""

import os
import re

from samepath.runtime_guard.errors import SchemaError
from samepath.runtime_guard.journal.store import Sql, Store

_THERE = {
    "sqlite": "select 1 from sqlite_master where name = 'samepath_migrations'",
    "postgres": "select 1 where to_regclass('samepath_migrations') is not null",
}
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


def bring_up(store: Store, dialect: str) -> None:
    """Bring a database to the newest schema; one that has it already is only read."""
    known = migrations(dialect)

    def migrate(sql: Sql) -> None:
        sql.alone("samepath_migrations")
        # this also makes PostgreSQL see what others created while we waited
        sql.run("create table if not exists samepath_migrations (version integer primary key)")
        done = _newest(sql)
        if done > known[-1][0]:
            raise SchemaError(
                f"the journal has schema {done}, this samepath knows {known[-1][0]}: "
                "upgrade samepath"
            )
        for number, statements in known:
            if number > done:
                for statement in statements:
                    sql.run(statement)
                sql.run("insert into samepath_migrations values (?)", (number,))

    there = store.read(lambda sql: sql.rows(_THERE[dialect]))
    if not there or store.read(_newest) != known[-1][0]:
        store.write(migrate)


def _newest(sql: Sql) -> int:
    found: int = sql.rows("select max(version) from samepath_migrations")[0][0] or 0
    return found
