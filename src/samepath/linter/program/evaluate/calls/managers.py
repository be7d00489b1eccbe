"""Context managers: what entering gives, what leaving calls."""

from samepath.linter.program.evaluate.calls.construction import Construction
from samepath.linter.program.objects import (
    Arguments,
    Box,
    Const,
    Decorator,
    External,
    ExternalInstance,
    Instance,
    Value,
    join_all,
    labelled,
)

SUPPRESS = "contextlib.suppress"


class Managers(Construction):
    """Enter and leave managers."""

    def enter_manager(self, value: Value, prefix: str, site: int) -> Value:
        """Answer what entering a manager gives."""
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, f"__{prefix}enter__")
                parts.append(
                    self.call_bound(method, item, Arguments(), site) if method else ((item,), 0)
                )
            elif isinstance(item, Box) and item.kind == "generator":
                parts.append(self.contents(item))
            elif isinstance(item, ExternalInstance):
                entry = self.world.catalogue.lookup(f"{item.type}.__{prefix}enter__")
                if entry is not None and entry.listed and entry.returns:
                    parts.append(self.typed_instance(entry.returns, entry.element, entry.key, None))
                else:
                    parts.append(((item,), 0))
            else:
                parts.append(((item,), 0))
        return labelled(join_all(parts), value[1])

    def leave_manager(self, value: Value, prefix: str, site: int) -> bool:
        """Leave what a manager can be; tell whether it may end what was raised."""
        none = self.const(None)
        swallows = False
        for item in value[0]:
            if isinstance(item, Instance):
                method = self.class_member(item.cls, f"__{prefix}exit__")
                if method is not None:
                    said = self.call_bound(method, item, Arguments([none, none, none]), site)
                    swallows = swallows or any(truths(said))
        return swallows

    def suppresses(self, value: Value) -> bool:
        """Tell whether a manager is `contextlib.suppress`."""
        return any(isinstance(o, ExternalInstance) and o.type == SUPPRESS for o in value[0])

    def is_past_sandbox(self, value: Value) -> bool:
        """Tell whether a manager turns the engine's sandbox off for imports."""
        for item in value[0]:
            if isinstance(item, ExternalInstance | External | Decorator):
                name = item.type if isinstance(item, ExternalInstance) else item.name
                found = self.world.dialects.role(name)
                if found is not None and found[1].kind == "guard-off":
                    return True
        return False


def truths(value: Value) -> list[bool]:
    """List the truths of what a value can be; what is no constant may be true."""
    return [not isinstance(item, Const) or bool(item.value) for item in value[0]]
