"""From what solves show to findings: one per cause and rule, with a flow for every ending."""

from samepath.effects import ADVICE, Certainty, Consequence, Effect, Misuse, Severity
from samepath.linter.analysis.misuses.waiting import NEVER_RUNS, never_runs
from samepath.linter.analysis.observe import Ending, Observation, Seen
from samepath.linter.analysis.once import is_moot
from samepath.linter.analysis.places import Places, frame_name
from samepath.linter.analysis.shapes import Misshapen
from samepath.linter.api import Cause, Rule
from samepath.linter.program.labels import Cause as Label
from samepath.linter.program.objects import RUN
from samepath.linter.project.reader import digest
from samepath.linter.report.finding import Finding, Flow, Hop, Sink
from samepath.rules.dialects import Dialect

ORDER = list(Consequence)
QUIET = frozenset({Effect.COMPLETION, Effect.REPLAY})
"""What is asked often, and is worth a word only where something hangs on the answer."""
SHOWN = 6
"""Endings of one cause in one workflow that become flows; the worst come first."""


class Collector:
    """Gathers the flows of every workflow under their cause and rule."""

    def __init__(self, rules: tuple[Rule, ...], places: Places) -> None:
        self.rules = rules
        self.places = places
        self.flows: dict[tuple[str, str, int], list[Flow]] = {}
        self.causes: dict[tuple[str, str, int], tuple[Rule, Label, Dialect]] = {}
        self._sites: dict[tuple[str, object], int] = {}

    def add(self, observation: Observation, found: list[Seen]) -> None:
        """Add what one workflow meets."""
        for seen in found:
            self.add_seen(observation, seen)

    def add_seen(self, observation: Observation, seen: Seen) -> None:
        """Add one cause that a workflow meets."""
        endings = [] if is_moot(observation, seen.cause) else ranked(seen)
        if seen.cause.kind in ("lost", "order", "shared"):
            endings = [e for e in endings if e.kind != "nothing"]
        if seen.cause.effect in QUIET:
            endings = [e for e in endings if e.consequence is not Consequence.HARMLESS]
        if not endings and is_quiet(seen.cause):
            return
        shown: list[Ending | None] = [*endings[:SHOWN]] or [None]
        dialect = observation.solved.workflow.dialect
        cause = self.described(seen.cause, endings[0] if endings else None, dialect)
        for rule in self.rules:
            if not rule.breaks(cause):
                continue
            key = (rule.name, seen.cause.module, self.place_of(seen.cause))
            flows = [self.flow(observation, rule, seen, ending) for ending in shown]
            self.flows.setdefault(key, []).extend(flows)
            self.causes.setdefault(key, (rule, seen.cause, dialect))

    def place_of(self, label: Label) -> int:
        """Answer the first site at a cause's place: a call and what goes through it are one."""
        module = self.places.world.modules.get(label.module)
        spans = module.index.spans if module is not None and module.index is not None else []
        if not 0 <= label.site < len(spans):
            return label.site
        return self._sites.setdefault((label.module, spans[label.site]), label.site)

    def add_declared(self, misshapen: Misshapen) -> None:
        """Add something that is declared as part of a workflow, and that its engine refuses."""
        target, dialect = misshapen.target, misshapen.dialect
        minded = dialect.misuses.get(Misuse.SHAPE)
        if minded is None:
            return
        consequence = Consequence(minded.consequence)
        label = Label(
            "misuse", Misuse.SHAPE, target.module.path, target.code.site, False, misshapen.what
        )
        cause = self.described(label, None, dialect)
        for rule in self.rules:
            if rule.breaks(cause):
                key = (rule.name, label.module, label.site)
                flow = Flow(
                    target.name, dialect.name,
                    worse(severity_of(consequence, may=False), rule.least),
                    consequence, Certainty.MUST, (), None,
                    self.fingerprint(rule, target.name, label),
                )  # fmt: skip
                self.flows.setdefault(key, []).append(flow)
                self.causes.setdefault(key, (rule, label, dialect))

    def described(self, label: Label, worst: Ending | Flow | None, dialect: Dialect) -> Cause:
        """Describe a cause as rules see it."""
        consequence = worst.consequence if worst is not None else Consequence.HARMLESS
        return Cause(
            label.kind,
            label.effect,
            label.what,
            consequence,
            sink_kind(worst),
            self.stands_at_import(label),
            self.why(label, dialect),
        )

    def why(self, label: Label, dialect: Dialect) -> str:
        """Say what the engine does about a misuse, of this call in particular if it can be said."""
        table = self.places.world.dialects
        if label.effect is Misuse.UNRECORDED:
            unrecorded = table.unrecorded(label.what, dialect)
            return unrecorded[1].why if unrecorded is not None else ""
        if label.effect in (Misuse.FORBIDDEN, Misuse.SEQUENTIAL):
            forbidden = table.forbidden(label.what, dialect)
            if forbidden is not None:
                return forbidden.why
        if label.effect is Misuse.NOT_AWAITED and never_runs(table, dialect, label.what):
            return NEVER_RUNS
        minded = dialect.misuses.get(label.effect)
        return minded.why if minded is not None else ""

    def stands_at_import(self, label: Label) -> bool:
        """Tell whether a cause stands in a module's body."""
        module = self.places.world.modules.get(label.module)
        if module is None or module.index is None:
            return False
        row = self.places.span(label.module, label.site)[0]
        return self.places.function_at(module, row) == module.name

    def flow(self, observation: Observation, rule: Rule, seen: Seen, ending: Ending | None) -> Flow:
        """Make one flow: chain, sink, grade."""
        consequence = ending.consequence if ending is not None else Consequence.HARMLESS
        may = seen.cause.may or (ending is not None and ending.frame.mode.may)
        workflow = observation.solved.workflow
        chain = self.chain(observation, seen)
        least = Severity.NOTE if is_moot(observation, seen.cause) else rule.least
        sink = None
        if ending is not None:
            path = ending.frame.function.module.path
            row, column, _, _ = self.places.span(path, ending.site)
            sink = Sink(ending.kind, path, row, column)
        return Flow(
            workflow.name,
            workflow.dialect.name,
            worse(severity_of(consequence, may=may), least),
            consequence,
            Certainty.MAY if may else Certainty.MUST,
            chain,
            sink,
            self.fingerprint(rule, workflow.name, seen.cause),
        )

    def chain(self, observation: Observation, seen: Seen) -> tuple[Hop, ...]:
        """Write the calls from the workflow to the cause."""
        if seen.frame is None:
            return ()
        hops: list[Hop] = []
        for reached in observation.chain(seen.frame):
            caller = reached.caller
            assert caller is not None
            site = reached.site
            if site in caller.factories:
                site = caller.factories[site][0]
            path = caller.function.module.path
            row, column, _, _ = self.places.span(path, site)
            hops.append(Hop(path, row, column, frame_name(caller), frame_name(reached.frame)))
        return tuple(hops)

    def fingerprint(self, rule: Rule, workflow: str, label: Label) -> str:
        """Identify a flow without lines: rule, workflow, function, expression, which of these."""
        module = self.places.world.modules[label.module]
        row = self.places.span(label.module, label.site)[0]
        function = self.places.function_at(module, row)
        text = self.places.text(label.module, label.site)
        parts = (rule.name, workflow, function, text, str(self.ordinal(label, function, text)))
        return digest("\0".join(parts).encode("utf-8", "replace"), 8)

    def ordinal(self, label: Label, function: str, text: str) -> int:
        """Count the equal expressions before this one in its function."""
        rows = self.places.lines(label.module)
        row, column, _, _ = self.places.span(label.module, label.site)
        first = text.partition(" ")[0]
        module = self.places.world.modules[label.module]
        sites = [
            code.site
            for code in (module.index.functions if module.index else ())
            if f"{module.name}.{code.qualname}" == function
        ]
        start = self.places.span(label.module, sites[0])[0] if sites else 1
        before = "\n".join(
            [*rows[start - 1 : row - 1], rows[row - 1][: column - 1] if row <= len(rows) else ""]
        )
        return before.count(first) if first else 0

    def findings(self) -> list[Finding]:
        """Make the findings."""
        made: list[Finding] = []
        for key, flows in self.flows.items():
            rule, label, dialect = self.causes[key]
            flows.sort(key=flow_rank)
            unique = list(dict.fromkeys(flows))
            worst = unique[0]
            cause = self.described(label, worst, dialect)
            place = self.places.place(label.module, label.site)
            made.append(
                Finding(
                    rule.code,
                    rule.name,
                    worst.severity,
                    worst.consequence,
                    worst.certainty,
                    rule.message(cause),
                    self.help(label, dialect),
                    place.filename,
                    place.location,
                    place.end_location,
                    tuple(unique),
                )
            )
        return made

    def help(self, label: Label, dialect: Dialect) -> str:
        """Say what to do instead, in the engine's own words where it has some."""
        table = self.places.world.dialects
        minded = dialect.misuses.get(label.effect)
        if minded is not None:
            return f"{dialect.title}: {minded.instead}"
        if label.kind in ("value", "order") and isinstance(label.effect, Effect):
            found = table.replacement(dialect, label.what, label.effect)
            if found is not None:
                call = self.places.text(label.module, label.site)
                return f"{dialect.title}: {found.spelled(call)}"
        return ADVICE[label.effect].instead


def is_quiet(cause: Label) -> bool:
    """Tell whether a cause is not worth a word where nothing hangs on it."""
    return cause.kind in ("lost", "order", "shared") or cause.effect in QUIET


def sink_kind(worst: Ending | Flow | None) -> str:
    """Name what a cause ends in."""
    if isinstance(worst, Flow):
        worst_sink = worst.sink
        return worst_sink.kind if worst_sink is not None else "nothing"
    return worst.kind if worst is not None else "nothing"


def ranked(seen: Seen) -> list[Ending]:
    """Order endings from the worst; a lost write that anything hangs on diverges."""
    endings = list(seen.endings)
    if seen.cause.kind == "lost":
        endings = [
            Ending(e.frame, e.site, e.kind, Consequence.DIVERGES)
            if e.consequence is Consequence.LEAKS
            else e
            for e in endings
        ]
    return sorted(
        endings,
        key=lambda e: (ORDER.index(e.consequence), e.frame.mode.may, e.frame.mode.when != RUN),
    )


def severity_of(consequence: Consequence, *, may: bool) -> Severity:
    """Grade a consequence; what is only likely is no error."""
    if consequence is Consequence.DIVERGES:
        return Severity.WARNING if may else Severity.ERROR
    if consequence is Consequence.LEAKS:
        return Severity.WARNING
    return Severity.NOTE


SEVERITIES = list(Severity)


def worse(one: Severity, other: Severity) -> Severity:
    """Answer the worse of two levels."""
    return min(one, other, key=SEVERITIES.index)


def flow_rank(flow: Flow) -> tuple[object, ...]:
    """Order flows from the worst, then by workflow and sink."""
    sink = flow.sink
    place = (
        (sink.filename, sink.row, sink.column, sink.kind) if sink is not None else ("", 0, 0, "")
    )
    return (
        SEVERITIES.index(flow.severity), ORDER.index(flow.consequence), len(flow.chain),
        flow.workflow, place,
    )  # fmt: skip
