"""Labels: bits that stand for causes. A value's labels are the causes that decide it.

Each cause takes two neighbouring bits. For a value that is unstable itself only the first
is used. For an order that nobody decides, the first marks an *element* (which one it is
depends on the order) and the second what was made of all of them *in that order*.
"""

from typing import Literal

from samepath.dataclass import dataclass
from samepath.effects import Effect, Matter

NEVER_NONE = frozenset({Effect.CLOCK, Effect.RANDOM, Effect.IDENTITY})
"""What is read there is never None, whatever else nobody knows of it."""
POPPED = "a set that is popped"
"""What a cause is called where an element is taken, and not all of them in turn."""

CauseKind = Literal["value", "order", "shared", "shared-write", "lost", "act", "misuse", "parts"]
"""A value from the world, an order, state that others write, a write to such state, a write that
a replay loses, an act upon the world, an operation that is not used as the engine wants,
a statement for a database that is put together."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Where something enters that a replay does not find again."""

    kind: CauseKind
    effect: Matter
    module: str
    """Path of the file."""
    site: int
    """In the module's table of spans."""
    may: bool
    """Reached by a link that is only likely."""
    what: str
    """The name of what was called or read, as people know it."""


class LabelTable:
    """Causes and their bits, in the order in which they were met."""

    def __init__(self) -> None:
        self.causes: list[Cause] = []
        self._bits: dict[Cause, int] = {}
        self.lost = 0
        """Mask of the bits that mark lost writes."""
        self.shared = 0
        """Mask of the bits that mark reads of shared state."""
        self.replays = 0
        """Mask of the bits that mark answers to whether this is a replay."""
        self.present = 0
        """Mask of the bits of values that are never None."""
        self.addresses = 0
        """Mask of the bits that mark hashes and addresses of objects."""
        self.elements = 0
        """Mask of the bits that mark elements of an unstable order."""
        self.orders = 0
        """Mask of the bits that mark what was made in an unstable order."""

    def bit(self, cause: Cause) -> int:
        """Answer the first bit of a cause."""
        bit = self._bits.get(cause)
        if bit is None:
            bit = self._bits[cause] = 1 << (2 * len(self.causes))
            self.causes.append(cause)
            if cause.kind == "lost":
                self.lost |= bit
            if cause.kind == "value" and cause.effect in NEVER_NONE:
                self.present |= bit
            if cause.kind == "shared":
                self.shared |= bit
            if cause.effect is Effect.REPLAY:
                self.replays |= bit
            if cause.effect is Effect.OBJECT_IDENTITY:
                self.addresses |= bit
            if cause.kind == "order":
                self.elements |= bit
                self.orders |= bit << 1
        return bit

    def of(self, labels: int) -> list[Cause]:
        """List the causes behind labels."""
        found = []
        index = 0
        while labels:
            if labels & 3:
                found.append(self.causes[index])
            labels >>= 2
            index += 1
        return found

    def settled(self, labels: int, loop: int = -1) -> int:
        """Turn elements (of the loops given) into order: the loop is over."""
        elements = labels & self.elements & loop
        return (labels & ~elements) | (elements << 1) if elements else labels

    def without_order(self, labels: int) -> int:
        """Drop what does not matter where order does not."""
        return labels & ~(self.orders | self.elements)

    def as_elements(self, labels: int) -> int:
        """Answer the element bits for the order bits in labels."""
        return (labels & self.orders) >> 1
