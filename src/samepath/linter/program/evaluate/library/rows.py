"""Database statements: whether their rows come in an order that they ask for."""

import re

SINGLE = frozenset(
    {
        "fetch_one", "fetch_val", "fetchone", "fetchrow", "fetchval", "first", "one",
        "one_or_none", "scalar", "scalar_one", "scalar_one_or_none", "scalar_subquery",
    }
)  # fmt: skip
"""Methods that give one row: asked for where there is but one."""
_BY_KEY = re.compile(r"\bWHERE\s+(?:\w+\.)?\"?(?:ID|PK|KEY|UUID)\"?\s*=")
_AGGREGATE = re.compile(r"(?:COUNT|SUM|MIN|MAX|AVG|TOTAL|EXISTS|BOOL_AND|BOOL_OR)\s*\(")


def has_no_order(statement: str) -> bool:
    """Tell whether a statement asks for rows, and for no order of them.

    A statement that gives one row needs none: an aggregate of all, a row by its key, `LIMIT 1`.
    """
    text = " ".join(statement.upper().split()).rstrip("; ")
    if not text.startswith(("SELECT ", "WITH ")) or " FROM " not in text or " ORDER BY " in text:
        return False
    if text.endswith(" LIMIT 1") or _BY_KEY.search(text):
        return False
    columns = text.partition(" FROM ")[0].removeprefix("SELECT ").strip()
    return " GROUP BY " in text or _AGGREGATE.match(columns) is None
