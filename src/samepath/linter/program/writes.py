"""Which module-level names do a module's functions rebind or mutate? Noted while lowering."""

from samepath.linter.program import ir
from samepath.linter.program.ir import Node

MUTATORS = frozenset(
    {
        "append", "add", "update", "pop", "clear", "setdefault", "extend", "remove", "insert",
        "discard", "popitem", "appendleft", "popleft", "extendleft", "sort", "reverse", "put",
        "put_nowait", "intersection_update", "difference_update", "symmetric_difference_update",
    }
)  # fmt: skip


def dotted(node: Node) -> str:
    """Write `a.b.c` for a chain of attributes that starts at a global name, else nothing."""
    names: list[str] = []
    while node[0] == ir.ATTRIBUTE:
        names.append(node[3])
        node = node[2]
    if node[0] == ir.ITEM and not names:
        return dotted(node[2])
    if node[0] != ir.GLOBAL:
        return ""
    names.append(node[1])
    return ".".join(reversed(names))


def written(target: Node) -> tuple[str, int] | None:
    """Answer the module-level place that a target writes, dotted as written, and the site."""
    kind = target[0]
    if kind == ir.SET_GLOBAL:
        return target[1], target[2]
    if kind == ir.ATTRIBUTE and (name := dotted(target[2])):
        return f"{name}.{target[3]}", target[1]
    if kind == ir.ITEM and (name := dotted(target[2])):
        return name, target[1]
    return None


def mutated(call: Node) -> tuple[str, int] | None:
    """Answer the module-level place that `NAME.append(...)` mutates, and the site."""
    function = call[2]
    if function[0] == ir.ATTRIBUTE and function[3] in MUTATORS and (name := dotted(function[2])):
        return name, call[1]
    return None
