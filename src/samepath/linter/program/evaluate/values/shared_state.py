"""How long objects live: writes that are shared or lost, reads of what others write."""

from samepath.effects import Effect, Keeper, Matter, Misuse
from samepath.linter.program.evaluate.values.ahead import Ahead
from samepath.linter.program.frames import ELEMENTS, Frame, Key
from samepath.linter.program.objects import (
    IMPORT,
    QUERY,
    RUN,
    STEP,
    Box,
    Class,
    Instance,
    ModuleObject,
    Object,
    Value,
    labelled,
)
from samepath.linter.program.world import Module

CALLERS = 40
"""Callers above a step's call that are searched for the code that changes what it was given."""


class SharedState(Ahead):
    """Writes to places, and labels of reads of what outlives the run."""

    def write(self, owner: Object, field: object, value: Value, site: int) -> None:
        """Write a place of an object, with what that means for its lifetime."""
        value = labelled(value, self.tested())
        when = self.mode.when
        if when == STEP:
            # What a step computes is recorded: where it came from does not matter any more.
            value = (value[0], 0)
        if owner.born == IMPORT and when != IMPORT:
            if when == RUN and self.outlives(owner):
                value = labelled(value, self.share(owner, written_field(owner, field), value, site))
        elif owner.born == RUN:
            lost = self.loses(site, describe(owner, field))
            value = labelled(value, lost)
            if isinstance(owner, Box | Instance) and when == RUN and not lost:
                self.reach_others(owner, field, value, site)
        self.solve.write((owner, field), value)

    def tested(self) -> int:
        """Answer the labels of the tests that decide whether a write is made here.

        What is set under a guard is said to be lost: that is one cause, not two.
        """
        labels = (self.pc | self.exits) & ~self.world.labels.elements
        return labels & ~self.world.labels.replays if self.guarded else labels

    def share(self, owner: Object, field: object, value: Value, site: int) -> int:
        """Note a write of the workflow's body to what outlives the run.

        Answers the label of what is written, if the next run would make something else.
        """
        if self.is_lazy(site):
            self.solve.creations[self.frame, site] = (owner, field)
            if self.is_fleeting(self.deep(value)):
                return self.shared_label(Keeper.CACHE, site, describe(owner, field))
        elif not self.mutes("shared-write", keeper_of(owner)):
            self.solve.shared_writes[self.frame, site] = (owner, field)
            self.solve.write((owner, ("<written>", field)), self.const(True))
        return 0

    def is_fleeting(self, labels: int) -> bool:
        """Tell whether what the labels stand for changes while a process lives."""
        return any(
            cause.kind in ("value", "shared")
            and cause.effect not in (Effect.ENVIRONMENT, Effect.LOCALE, Keeper.CACHE)
            for cause in self.world.labels.of(labels)
        )

    def loses(self, site: int, what: str) -> int:
        """Answer the label of a write that only the first run makes, if this code is that."""
        matter = self.loser()
        if matter is None or matter.value in self.mode.muted or f"lost {matter}" in self.mode.muted:
            return 0
        if isinstance(matter, Misuse):
            self.misuse(matter, site, what)
        return self.cause("lost", matter, site, what)

    def loser(self) -> Matter | None:
        """Say why a replay does not repeat what this code writes; None if it does."""
        if self.mode.when == QUERY and self.minds(Misuse.HANDLER_MUTATES):
            return Misuse.HANDLER_MUTATES
        if self.mode.when in (STEP, QUERY):
            return Keeper.STEP
        return Keeper.GUARD if self.guarded else None

    def leave_guard(self, *, guarded: bool) -> None:
        """End a test of whether this is a replay: what it set differs from now on."""
        if self.guarded == guarded:
            return
        self.guarded = guarded
        for name, site in self.set_in_guard.items():
            if name in self.env and self.mode.when == RUN and not self.mutes("lost", Keeper.GUARD):
                lost = self.cause("lost", Keeper.GUARD, site, name)
                self.env[name] = labelled(self.env[name], lost)
        self.set_in_guard = {}

    def reach_others(self, owner: Box | Instance, field: object, value: Value, site: int) -> None:
        """Let a change reach what is the same object on the first run, and none on a replay."""
        others: list[Object] = [] if owner.origin is None else [owner.origin]
        # What is changed before the step is called is in its result on a replay, too.
        for copy, frame, called in self.solve.aliases.get(owner, ()):
            if called_before(frame, called, self.frame, site):
                others.append(copy)
        if not others or self.mutes("lost", Keeper.ALIAS):
            return
        kind = owner.kind if isinstance(owner, Box) else owner.cls.code.name
        lost = self.cause("lost", Keeper.ALIAS, site, f"the {kind} that a step was given")
        place = ELEMENTS if isinstance(owner, Box) else field
        for other in others:
            self.solve.write((other, place), (value[0], value[1] | lost))

    def is_lazy(self, site: int) -> bool:
        """Tell whether a write is the creation of something on first use."""
        index = self.module.index
        return index is not None and site in index.lazy

    def outlives(self, owner: Object) -> bool:
        """Tell whether an object that was created at import outlives the run."""
        if isinstance(owner, Instance):
            return "enum" not in owner.cls.flags and self.is_process_long(owner.cls.module)
        if isinstance(owner, Class):
            return self.is_process_long(owner.module)
        if isinstance(owner, ModuleObject):
            return self.is_process_long(owner.module)
        if isinstance(owner, Box):
            return self.is_process_long(owner.home)
        return False

    def is_process_long(self, module: Module | None) -> bool:
        """Tell whether a module's globals outlive a run, for the engine at hand."""
        dialect = self.solve.dialect
        if dialect is None or module is None:
            return False
        return dialect.globals == "process" or module.passed_through or self.solve.unsandboxed

    def read_shared(self, owner: Object, field: object, site: int, what: str) -> int:
        """Answer the label of a read of what outlives the run and this workflow writes."""
        if owner.born != IMPORT or self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        if not self.outlives(owner):
            return 0
        label = 0
        if self.read(owner, ("<written>", field))[0]:
            label = self.shared_label(keeper_of(owner), site, what)
        self.solve.shared_reads[self.frame, site, owner, field] = label
        return label

    def shared_label(self, keeper: Keeper, site: int, what: str) -> int:
        """Answer the label of a read of what others write, unless that is suppressed."""
        return 0 if self.mutes("shared", keeper) else self.cause("shared", keeper, site, what)

    def shared_contents(self, value: Value, site: int) -> int:
        """Answer the label of looking into containers that outlive the run and are changed."""
        labels, known = 0, value[1] & self.world.labels.shared
        for item in value[0]:
            if isinstance(item, Box) and item.born == IMPORT:
                labels |= self.read_shared(item, "<contents>", site, f"a shared {item.kind}")
                key = (self.frame, site, item, "<contents>")
                if known and key in self.solve.shared_reads:
                    self.solve.shared_reads[key] = known
        # What is labelled as shared already is one cause with what it holds.
        return 0 if known else labels

    def shared_read(self, module: Module, name: str, site: int) -> int:
        """Answer the label of a read of a global that somebody writes after import."""
        if self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        if not self.is_process_long(module):
            return 0
        own = self.read_shared(module.object, name, site, name)
        if own or not self.written_later(module, name):
            return own
        held = self.solve.read((module.object, name), None)[0]
        if self.mark_written(module, name, held):
            return 0
        return self.shared_label(Keeper.GLOBAL, site, name)

    def shared_field(self, item: Instance | Class, name: str, site: int) -> int:
        """Answer the label of a field of an object that outlives the run and is changed."""
        if item.born != IMPORT or self.mode.when != RUN or self.guarded or self.augmenting:
            return 0
        cls = item.cls if isinstance(item, Instance) else item
        what = f"{cls.code.name}.{name}"
        own = self.read_shared(item, name, site, what)
        if own:
            return own
        if not self.is_process_long(cls.module) or "enum" in cls.flags:
            return 0
        if isinstance(item, Instance) and isinstance(item.site, str) and item.site != "annotated":
            return 0
        home = item.home if isinstance(item, Instance) else None
        by_class = isinstance(item, Class)
        if not self.world.writes.to_field(self.world, cls, name, by_class=by_class, home=home):
            return 0
        return self.shared_label(keeper_of(item), site, what)

    def written_later(self, module: Module, name: str) -> bool:
        """Tell whether some function writes a module's global, other than to create it once."""
        return self.world.writes.to_global(self.world, module, name)

    def mark_written(self, module: Module, name: str, held: tuple[Object, ...]) -> bool:
        """Mark the containers that a global holds as changed; False if it is bound anew."""
        if (
            not held
            or not all(isinstance(o, Box) for o in held)
            or self.rebound_later(module, name)
        ):
            return False
        for box in held:
            self.solve.write((box, ("<written>", "<contents>")), self.const(True))
        return True

    def look_behind(self, module: Module, name: str, found: Value) -> None:
        """Find out who fills a global of another module, and whether it is changed later."""
        if self.mode.when != RUN or not any(
            isinstance(o, Box) and o.born == IMPORT for o in found[0]
        ):
            return
        self.world.writes.fill(self.world, module, name)
        if self.is_process_long(module) and self.written_later(module, name):
            self.mark_written(module, name, found[0])

    def rebound_later(self, module: Module, name: str) -> bool:
        """Tell whether some function binds a global anew, rather than change what it holds."""
        return module.index is not None and name in module.index.rebound


def called_before(frame: Frame, called: int, here: Frame, site: int) -> bool:
    """Tell whether a call, made here or in what is called from here, stands before a site."""
    seen = {frame}
    pending = [(frame, called)]
    for current, at in pending:
        if current is here:
            return at < site
        for caller, above in current.callers:
            if caller not in seen and len(seen) < CALLERS:
                seen.add(caller)
                pending.append((caller, above))
    return False


def keeper_of(owner: Object) -> Keeper:
    """Answer what keeps a place of an object that outlives the run."""
    if isinstance(owner, Class):
        return Keeper.CLASS
    return owner.keeper if isinstance(owner, Box | Instance) else Keeper.GLOBAL


def written_field(owner: Object, field: object) -> object:
    """Answer the field that stands for a write: a container is one place."""
    return "<contents>" if isinstance(owner, Box) else field


def describe(owner: Object, field: object) -> str:
    """Name a place as people would."""
    name = field.value if isinstance(field, Key) else field
    if isinstance(owner, Instance):
        return f"{owner.cls.code.name}.{name}"
    if isinstance(owner, Box):
        return f"a {owner.kind}"
    return str(name)
