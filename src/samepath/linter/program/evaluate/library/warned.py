"""Calls that an engine warns of: what it does not record, what does not work in its workflows."""

from samepath.dataclass import replace
from samepath.effects import Effect, Misuse
from samepath.linter.program.evaluate.library.tasks import Tasks
from samepath.linter.program.objects import ANYTHING, RUN, Arguments, Value, labelled

ACTING = frozenset(
    {
        Effect.NETWORK, Effect.FILE, Effect.DATABASE, Effect.PROCESS, Effect.SLEEP,
    }
)  # fmt: skip
"""What is reported as an act upon the world, wherever it happens."""


class Warned(Tasks):
    """Notice calls that the dialect at hand warns of."""

    def note_forbidden(self, name: str, site: int) -> None:
        """Note a call that the engine does not allow, or that runs what it is given aside."""
        dialect = self.solve.dialect
        if dialect is None or self.mode.when != RUN:
            return
        said = self.world.dialects.forbidden(name, dialect)
        if said is None:
            return
        if said.how == "threads":
            self.mode = replace(self.mode, aside=True)
        elif said.how == "always" and not self.acts(name):
            self.misuse(Misuse.FORBIDDEN, site, name)

    def acts(self, name: str) -> bool:
        """Tell whether the catalogue says of a call that it acts upon the world."""
        entry = self.world.catalogue.lookup(name)
        return entry is not None and entry.effect in ACTING

    def unrecorded_call(self, name: str, arguments: Arguments, site: int) -> Value | None:
        """Call what is not recorded: it is done again on each replay, or answers otherwise."""
        found = self.world.dialects.unrecorded(name, self.solve.dialect)
        if found is None or found[0] is not self.solve.dialect:
            return None
        if found[1].how == "acts" and self.mode.when == RUN:
            self.misuse(Misuse.UNRECORDED, site, name)
        return labelled(ANYTHING, self.arguments_labels(arguments) | self.unrecorded_at(name, site))
