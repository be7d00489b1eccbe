"""What a step's result loses in its record: that it is one object, its type, the kind of its keys.

It matters only where the first run goes on with the step's own object: an engine that decodes at
once shows the same to all runs.
"""

from samepath.effects import Keeper
from samepath.linter.program.evaluate.values.caches import Caches
from samepath.linter.program.objects import (
    RUN,
    STEP,
    Box,
    Const,
    ExternalInstance,
    Instance,
    Object,
    Value,
)

SAME = frozenset({"is", "is not"})
LOOKING_FOR = frozenset({"in", "not in"})
EQUAL = frozenset({"==", "!="}) | LOOKING_FOR


class Encoding(Caches):
    """Label questions that a decoded result answers otherwise."""

    def compared_copies(self, operator: str, left: Value, right: Value, site: int) -> int:
        """Answer the label of comparing a result with what a replay only has a copy of."""
        if not self.solve.copies or self.mode.when != RUN:
            return 0
        others = right
        if operator in LOOKING_FOR:
            boxes = [o for o in right[0] if isinstance(o, Box)]
            others = (tuple(o for box in boxes for o in self.contents(box)[0]), 0)
        for one, other in ((left, others), (others, left)):
            for item in one[0]:
                original = self.solve.copies.get(item)
                if original in other[0] and self.tells_apart(operator, item):
                    return self.lossy("the object that a step returns", site)
        return 0

    def tells_apart(self, operator: str, item: Object) -> bool:
        """Tell whether a comparison can tell an object from its copy."""
        if operator in SAME:
            return True
        if operator not in EQUAL:
            return False
        if isinstance(item, Instance):
            return not self.is_found_by_value(item.cls)
        return isinstance(item, ExternalInstance)

    def asked_type(self, value: Value, types: Value, site: int) -> int:
        """Answer the label of asking for the type of a result that comes back as another one."""
        tuples = [o for o in value[0] if isinstance(o, Box) and o.kind == "tuple"]
        named = {getattr(o, "name", "") for o in self.each_type(types)}
        if len(named & {"builtins.tuple", "builtins.list"}) == 1 and self.recorded_as_another(
            "tuple", tuples
        ):
            return self.lossy("the tuple that a step returns", site)
        return 0

    def each_type(self, types: Value) -> list[Object]:
        """List the types that `isinstance` is given, one or several."""
        boxes = [o for o in types[0] if isinstance(o, Box)]
        return [*types[0], *(o for box in boxes for o in self.contents(box)[0])]

    def asked_key(self, box: Box, key: Value, site: int) -> int:
        """Answer the label of looking for a number among keys that come back as texts."""
        numbers = any(isinstance(o, Const) and type(o.value) is int for o in key[0])
        held = any(type(k.value) is int for k in self.keys(box)) if numbers else False
        if held and box.kind == "dict" and self.recorded_as_another("int keys", [box]):
            return self.lossy("a number among the keys of what a step returns", site)
        return 0

    def recorded_as_another(self, kind: str, boxes: list[Box]) -> bool:
        """Tell whether one of these is a step's own result, and its record changes such values."""
        dialect = self.solve.dialect
        if dialect is None or self.mode.when != RUN:
            return False
        differs = dialect.first_result == "object" and kind in dialect.changes
        return differs and any(box.born == STEP for box in boxes)

    def lossy(self, what: str, site: int) -> int:
        """Answer the label of what a replay answers otherwise, unless that is suppressed."""
        if self.guarded or self.mutes("lost", Keeper.ENCODING):
            return 0
        return self.cause("lost", Keeper.ENCODING, site, what)
