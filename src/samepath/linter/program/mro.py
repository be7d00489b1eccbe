"""The order in which the classes of a class are asked for an attribute."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samepath.linter.program.objects import Class


def linearise(cls: "Class") -> "list[Class]":
    """Merge the linearisations of the bases (C3)."""
    rows = [list(base.mro()) for base in cls.bases if base is not cls] + [list(cls.bases)]
    result = [cls]
    rows = [row for row in rows if row]
    while rows:
        head = next(
            (row[0] for row in rows if not any(row[0] in other[1:] for other in rows)), rows[0][0]
        )
        if head not in result:
            result.append(head)
        rows = [kept for row in rows if (kept := [c for c in row if c is not head])]
    return result
