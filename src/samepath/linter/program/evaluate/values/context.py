"""Variables of a context or thread: what this run has set itself, and what others have."""

from samepath.effects import Keeper
from samepath.linter.program.evaluate.values.shared_state import SharedState
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.objects import (
    ANYTHING,
    IMPORT,
    NOTHING,
    RUN,
    STEP,
    ExternalInstance,
    Value,
    labelled,
)
from samepath.linter.program.world import Module

THREAD_LOCAL = "threading.local"
VALUE = "<value>"
"""The place of a context variable's value."""


class ContextState(SharedState):
    """Read and write what belongs to the task or thread at hand."""

    def context_made(self, type_: str, name: Value | None, site: int) -> Value:
        """Create a variable of a context or a thread."""
        made = self.instance(type_, site)
        if self.mode.when == IMPORT:
            self.solve.write((made[0][0], "<home>"), ((self.module.object,), 0))
            if name is not None:
                self.solve.write((made[0][0], "<name>"), name)
        return made

    def context_read(self, item: ExternalInstance, field: str, site: int) -> Value:
        """Answer what a variable holds: what this run has set, or what others have set before."""
        held = self.read(item, field)
        if held == NOTHING:
            held = self.read(item, ("<by a step>", field))
        if self.mode.when == STEP:
            return (held[0] or ANYTHING[0], 0)
        if held[0] or held[1] or self.mode.when != RUN or self.guarded:
            return (held[0] or ANYTHING[0], held[1])
        if not self.is_process_long(self.home_of(item)):
            return ANYTHING
        what = self.context_name(item, field)
        return labelled(ANYTHING, self.shared_label(Keeper.CONTEXT, site, what))

    def context_write(self, item: ExternalInstance, field: str, value: Value, site: int) -> None:
        """Set a variable; what a step sets is gone on a replay, where it shares the context."""
        if self.mode.when != STEP:
            self.solve.write((item, field), labelled(value, self.pc | self.exits))
            return
        dialect = self.solve.dialect
        shares = dialect is not None and dialect.arguments == "references"
        if shares and not self.mutes("lost", Keeper.CONTEXT):
            lost = self.cause("lost", Keeper.CONTEXT, site, self.context_name(item, field))
            self.solve.write((item, ("<by a step>", field)), (value[0], lost))

    def home_of(self, item: ExternalInstance) -> Module | None:
        """Answer the module that created a variable at import."""
        held = self.solve.read((item, "<home>"), None)[0]
        return getattr(held[0], "module", None) if held else None

    def context_name(self, item: ExternalInstance, field: str) -> str:
        """Name a variable as people would."""
        if field != VALUE:
            return f"the thread's {field}"
        chosen = constants(self.solve.read((item, "<name>"), None))
        return f"the context variable {chosen[0]}" if chosen else "a context variable"
