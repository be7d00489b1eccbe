"""Caches that outlive a run: who finds what an earlier run has left, and what that may be."""

from samepath.effects import Keeper
from samepath.linter.program.evaluate.values.contents import Contents
from samepath.linter.program.objects import (
    IMPORT,
    RUN,
    Arguments,
    Class,
    Const,
    Function,
    Instance,
    Value,
    labelled,
)


class Caches(Contents):
    """Answer what cached functions have kept."""

    def found_again(self, function: Function, arguments: Arguments, result: Value) -> Value:
        """Answer a cached function's result: an earlier call may have left another one."""
        given = self.pc | self.exits | arguments.labels()
        for value in arguments.every():
            given |= self.deep(value)
        if self.mutes("shared", Keeper.CACHE) or not self.is_fleeting(self.deep(result) & ~given):
            return result
        for item in self.read(function, "<kept>")[0]:
            if isinstance(item, Const) and isinstance(item.value, tuple):
                path, where, _ = item.value
                what = f"what {function.code.name} returns"
                module = self.world.modules.get(path)
                result = labelled(result, self.cause("shared", Keeper.CACHE, where, what, module))
        return result

    def finds_again(self, function: Function, arguments: Arguments) -> bool:
        """Tell whether a call can be answered by what an earlier run's call has left.

        What hangs on an object of this run is found by nobody else, unless equal ones are one.
        """
        if not self.solve.has((function, "<kept>")) or not self.is_process_long(function.module):
            return False
        names = function.code.parameters
        first = arguments.positional[0][0] if arguments.positional and names else ()
        receivers = first if function.owner is not None and function.kind != "static" else ()
        on_itself = function.kind == "cached-property"
        return function.born == IMPORT and not any(
            isinstance(o, Instance)
            and o.born == RUN
            and (on_itself or not self.is_found_by_value(o.cls))
            for o in receivers
        )

    def is_found_by_value(self, cls: Class) -> bool:
        """Tell whether equal instances of a class are one and the same key."""
        return any(
            "dataclass" in c.flags or "fields" in c.flags or self.solve.has((c, "__eq__"))
            for c in cls.mro()
        )
