"""Points in time that surely have no time zone: the host's own is taken for them."""

from samepath.linter.program.evaluate.engine.roles import Roles
from samepath.linter.program.evaluate.values.naive import MOMENT, NAIVE
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import Arguments, Value

ZONES: dict[str, tuple[int | str, ...]] = {
    MOMENT: (7, "tzinfo"),
    f"{MOMENT}.replace": (7, "tzinfo"),
}
"""What makes a time, and the argument that is its zone."""
ZONELESS = frozenset(
    {f"{MOMENT}.fromisocalendar", f"{MOMENT}.fromordinal", f"{MOMENT}.utcfromtimestamp"}
)
"""What makes a time without a zone, whatever it is given."""


class Moments(Roles):
    """Tell times without a zone apart."""

    def moment(self, name: str, receiver: Value | None, arguments: Arguments) -> Value | None:
        """Answer a time without a zone if a call surely makes one; None if that is not known."""
        if name in ZONELESS:
            return ((NAIVE,), 0)
        if name == f"{MOMENT}.utcoffset" and self.is_naive(receiver):
            return self.const(None)
        if name == f"{MOMENT}.strptime":
            written = constants(arguments.select((1, "format")) or ((), 0))
            is_known = written is not None and not any("%z" in str(text) for text in written)
            return ((NAIVE,), 0) if is_known else None
        kept = name == MOMENT or self.is_naive(receiver)
        return ((NAIVE,), 0) if kept and self.has_no_zone(name, arguments) else None

    def has_no_zone(self, name: str, arguments: Arguments) -> bool:
        """Tell whether a time is surely made without a zone."""
        if name not in ZONES or arguments.rest is not None or arguments.rest_keywords is not None:
            return False
        zone = arguments.select(ZONES[name])
        return zone is None or (name == MOMENT and constants(zone) == [None])

    def is_naive(self, receiver: Value | None) -> bool:
        """Tell whether a receiver is a time that surely has no zone."""
        return receiver is not None and receiver[0] == (NAIVE,)
