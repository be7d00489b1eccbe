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
    while node and node[0] == ir.ATTRIBUTE:
        names.append(node[3])
        node = node[2]
    if node and node[0] == ir.ITEM and not names:
        return dotted(node[2])
    if not node or node[0] != ir.GLOBAL:
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


def reflected(node: Node) -> tuple[str, str, int] | None:
    """Answer the object, the attribute and the site of a write that names it in a text.

    `setattr(a, "b", value)` and `vars(a)["b"] = value` write `a.b`, `globals()["b"] = value` the
    module's own `b`, whose object is empty; one that no name at the top of a module says is `?`.
    """
    if node[0] == ir.CALL:
        given = node[3]
        named = node[2][0] == ir.GLOBAL and node[2][1] == "setattr" and len(given) > 1
        owner, key = (given[0][1], given[1][1]) if named else (None, None)
    else:
        owner, key = node[2:4] if node[0] == ir.ITEM else (None, None)
        owner = owner and namespace(owner)
    if owner is None or key is None or key[0] != ir.CONST or not isinstance(key[1], str):
        return None
    return (dotted(owner) or "?" if owner else "", key[1], node[1])


def namespace(node: Node) -> Node | None:
    """Answer the object whose attributes a dict holds; of the module's own globals, nothing."""
    if node[0] == ir.ATTRIBUTE and node[3] == "__dict__":
        found: Node = node[2]
        return found
    if node[0] != ir.CALL or node[2][0] != ir.GLOBAL:
        return None
    if node[2][1] == "globals" and not node[3]:
        return ()
    if node[2][1] == "vars" and len(node[3]) == 1:
        inner: Node = node[3][0][1]
        return inner
    return None
