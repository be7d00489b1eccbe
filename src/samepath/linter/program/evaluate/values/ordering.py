"""Orders that nobody decides: which sets have one, and what takes it on."""

from samepath.dataclass import replace
from samepath.effects import Effect
from samepath.linter.program.evaluate.values.implementers import Implementers
from samepath.linter.program.frames import ELEMENTS, KEYS, ORDER
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    RUN,
    Box,
    Class,
    Const,
    ExternalInstance,
    Function,
    Instance,
    Object,
    Value,
    join,
    join_all,
)

BESIDE = {"waited": Effect.COMPLETION, "thread": Effect.THREAD}
"""By what branches run side by side: who decides in which order they get on."""
THREADS = "<threads>"
"""The threads that fill a container, and those that run at the same time as another one."""
SETS = frozenset({"set", "frozenset"})
UNSALTED = frozenset(
    {
        "builtins.int", "builtins.float", "builtins.bool", "builtins.complex", "uuid.UUID",
        "decimal.Decimal", "datetime.timedelta", "fractions.Fraction",
    }
)  # fmt: skip


class Ordering(Implementers):
    """Answer the order labels of values."""

    def is_set(self, value: Value) -> bool:
        """Tell whether a value can be a set."""
        return any(
            (isinstance(o, Box) and o.kind in SETS)
            or (
                isinstance(o, ExternalInstance) and o.type in ("builtins.set", "builtins.frozenset")
            )
            for o in value[0]
        )

    def is_keys(self, value: Value) -> bool:
        """Tell whether a value is a view of a dict's keys or items."""
        return any(isinstance(o, Box) and o.kind == "keys" for o in value[0])

    def order_labels(self, value: Value, site: int) -> int:
        """Answer the order labels that come up when a value is gone through in order."""
        labels = self.order_of(value)
        if self.is_set(value):
            labels |= self.set_order(value, site) << 1
        return labels

    def set_order(self, value: Value, site: int, what: str = "a set") -> int:
        """Answer the element label for going through a set here, if its order is not stable."""
        if not self.minds_order(Effect.ORDER):
            return 0
        if all(isinstance(o, Box) and o.single for o in value[0]):
            return 0
        elements = self.plain_elements(value)
        surely = self.salted(elements)
        if surely is False:
            return 0
        certain = surely is True and all(self.is_set(((o,), 0)) for o in value[0])
        return self.order_cause(Effect.ORDER, site, what, certain=certain)

    def order_cause(self, effect: Effect, site: int, what: str, *, certain: bool = True) -> int:
        """Answer the element label of an order that comes about here, where that matters."""
        if not self.minds_order(effect):
            return 0
        mode = self.mode
        if not certain:
            self.mode = replace(mode, may=True)
        bit = self.cause("order", effect, site, what)
        self.mode = mode
        return bit

    def fill_beside(self, item: Box | ExternalInstance, site: int) -> None:
        """Let what branches fill side by side take the order in which they get on."""
        own = isinstance(item, Box) and (item.beside or item.kind in SETS)
        if own:
            return
        effect = BESIDE.get(self.mode.beside)
        if self.others_fill(item):
            effect = Effect.THREAD
        if effect is None:
            return
        name = item.kind if isinstance(item, Box) else item.type
        order = self.order_cause(effect, site, f"what branches put into a {name}")
        if order:
            self.solve.write((item, ORDER), ((), order << 1))

    def others_fill(self, item: Object) -> bool:
        """Tell whether a thread that runs at the same time puts something into a container, too."""
        if self.mode.thread is None:
            return False
        thread = self.const(self.mode.thread)
        self.solve.write((item, THREADS), thread)
        filling = self.read(item, THREADS)[0]
        beside = self.read(thread[0][0], THREADS)[0]
        return any(other in beside for other in filling)

    def minds_order(self, effect: Effect) -> bool:
        """Tell whether an order matters in the code at hand, and is not suppressed."""
        runs = self.mode.when in (RUN, IMPORT)
        return runs and not self.guarded and effect.value not in self.mode.muted

    def salted(self, elements: Value) -> bool | None:
        """Tell whether hashes of these differ between processes; None if that is not known."""
        if not elements[0]:
            return None
        verdicts = [self.salted_object(item) for item in elements[0]]
        if all(v is False for v in verdicts):
            return False
        if any(v is True for v in verdicts):
            return True
        return None

    def salted_object(self, item: Object) -> bool | None:
        """Tell it of one object: text, bytes and dates are salted, the rest goes by address."""
        if isinstance(item, Const):
            return isinstance(item.value, str | bytes) or item.value is None
        if isinstance(item, ExternalInstance):
            if item.type in UNSALTED:
                return False
            return None if item.type == "builtins.object" else True
        if isinstance(item, Box) and item.kind == "tuple":
            return self.salted(self.contents(item))
        if isinstance(item, Instance):
            return not {"enum.IntEnum", "enum.IntFlag"}.intersection(item.cls.all_external())
        if isinstance(item, Function | Class | Box):
            return True
        return None

    def plain_elements(self, value: Value) -> Value:
        """Join what containers hold, whatever the order."""
        parts: list[Value] = []
        for item in value[0]:
            if isinstance(item, Box):
                if item.kind == "dict":
                    parts.append(self.dict_keys(item))
                else:
                    parts.append(self.contents(item))
            else:
                parts.append((ANYTHING[0], value[1]))
        joined = join_all(parts)
        return (joined[0], joined[1] | self.world.labels.without_order(value[1]))

    def dict_keys(self, box: Box) -> Value:
        """Join the keys of a dict."""
        known = self.read(box, KEYS)
        others = self.read(box, "<key values>")
        joined = join(known, others)
        if not joined[0] and self.read(box, ELEMENTS)[0]:
            return (ANYTHING[0], joined[1])
        return joined
