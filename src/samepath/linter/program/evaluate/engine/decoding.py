"""A step's result as a replay sees it: a copy of what the step gave back."""

from samepath.linter.program.evaluate.engine.serialising import Serialising
from samepath.linter.program.frames import ELEMENTS, KEYS
from samepath.linter.program.objects import (
    IMPORT,
    RUN,
    STEP,
    Box,
    Const,
    ExternalInstance,
    Instance,
    Object,
    Value,
)
from samepath.rules.dialects import Dialect

NESTED = 3
"""What a step's result holds is looked into so deeply."""


class Decoding(Serialising):
    """Copy what steps give back, and remember of what it is a copy."""

    def decoded(self, value: Value, site: int, dialect: Dialect, depth: int = NESTED) -> Value:
        """Answer a step's result as a replay sees it: what belongs to the run is a copy."""
        if self.mode.when != RUN or not depth:
            return value
        copies: list[Object] = []
        for item in value[0]:
            if isinstance(item, Box) and self.is_of_run(item):
                copies.append(self.decoded_box(item, site, dialect, depth))
            elif (
                isinstance(item, Instance)
                and dialect.first_result == "object"
                and item.site != "annotated"
                and self.is_of_run(item)
            ):
                copies.append(self.decoded_instance(item, site, dialect, depth))
            elif dialect.first_result == "object" and is_one_of_a_kind(item):
                copies.append(self.decoded_single(item, site, dialect, depth))
            else:
                copies.append(item)
        return (tuple(dict.fromkeys(copies)), value[1])

    def decoded_single(self, item: Object, site: int, dialect: Dialect, depth: int) -> Object:
        """Answer the copy of an object that was made at import: it is another one."""
        if isinstance(item, Instance):
            made: Object = self.decoded_instance(item, site, dialect, depth)
        else:
            assert isinstance(item, ExternalInstance)
            key, type_ = self.make("decoded", (site, item)), item.type
            made = self.solve.object(key, lambda: ExternalInstance(type_, RUN))
        self.solve.copies[made] = item
        return made

    def is_of_run(self, item: Object, depth: int = NESTED) -> bool:
        """Tell whether an object is the run's own, or holds one that is."""
        if item.born == RUN and isinstance(item, Box | Instance):
            return True
        if not depth or item.born != STEP:
            return False
        return any(self.is_of_run(o, depth - 1) for v in self.fields(item) for o in v[0])

    def alias(self, item: Object, made: Object, site: int) -> None:
        """Remember of which object a step's result is a copy, and since when."""
        self.solve.copies[made] = item
        known = self.solve.aliases.setdefault(item, [])
        if (made, self.frame, site) not in known:
            known.append((made, self.frame, site))

    def decoded_box(self, item: Box, site: int, dialect: Dialect, depth: int) -> Box:
        """Answer the copy of a container that a step has given back."""
        made = self.box(item.kind, ("decoded", site, item))
        if dialect.first_result == "object" and item.born == RUN:
            made.origin = item
            self.alias(item, made, site)
        for key in self.keys(item):
            held = self.decoded((self.read(item, key)[0], 0), site, dialect, depth - 1)
            self.solve.write((made, KEYS), self.const(key.value))
            self.solve.write((made, key), held)
        held = self.decoded((self.read(item, ELEMENTS)[0], 0), site, dialect, depth - 1)
        self.solve.write((made, ELEMENTS), held)
        return made

    def decoded_instance(self, item: Instance, site: int, dialect: Dialect, depth: int) -> Instance:
        """Answer the copy of an object that a step has given back."""
        key = self.make("decoded", (site, item))
        made = self.solve.object(key, lambda: Instance(item.cls, item.site, RUN))
        if item.born == RUN:
            made.origin = item
            self.alias(item, made, site)
        for name in self.read(item, KEYS)[0]:
            if isinstance(name, Const):
                held = self.decoded((self.read(item, name.value)[0], 0), site, dialect, depth - 1)
                self.solve.write((made, KEYS), ((name,), 0))
                self.solve.write((made, name.value), held)
        return made


def is_one_of_a_kind(item: Object) -> bool:
    """Tell whether an object was made at import, and is no constant that is found again."""
    if item.born != IMPORT:
        return False
    if isinstance(item, Instance):
        return isinstance(item.site, int) and "enum" not in item.cls.flags
    return isinstance(item, ExternalInstance) and item.type == "builtins.object"
