"""Suppressions at work: at a cause, a call of the chain, a workflow; and those without use."""

from samepath.effects import Effect, Keeper, Misuse
from samepath.linter.analysis.findings import Collector
from samepath.linter.analysis.meets import seen_in
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.own_work import at, own_finding
from samepath.linter.analysis.places import Places
from samepath.linter.analysis.rulebook import ENGINE_RULES, load_rules, probe
from samepath.linter.analysis.suppressions import (
    Malformed,
    Suppression,
    is_worth_reading,
    suppressions_of,
    unknown_rules,
)
from samepath.linter.api import CauseKind, Rule
from samepath.linter.program.discovery import Discovery
from samepath.linter.program.workflows import Workflow, solve_workflow
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Finding

Muting = dict[tuple[str, int], frozenset[str]]
READ: tuple[CauseKind, ...] = ("value", "order")
STATE: tuple[CauseKind, ...] = ("shared", "shared-write", "lost")


class Suppressing:
    """The suppressions of the files that were read, and what each of them silences."""

    def __init__(
        self, discovery: Discovery, places: Places, rules: tuple[Rule, ...], settings: Settings
    ) -> None:
        self.discovery = discovery
        self.places = places
        self.rules = rules
        self.settings = settings
        self.suppressions: list[Suppression] = []
        self.malformed: list[Malformed] = []
        self._read: set[str] = set()
        self._muting: Muting = {}
        self.used: set[Suppression] = set()

    def muting(self) -> Muting:
        """Answer what is muted at which rows, of the files read so far."""
        if len(self._read) < len(self.discovery.sources.texts):
            before = len(self.suppressions)
            self.read_comments()
            if len(self.suppressions) > before:
                self._muting = self.muted_by(self.suppressions)
        return self._muting

    def read_comments(self) -> None:
        """Read the comments of files that were parsed since the last time."""
        for path, text in self.discovery.sources.texts.items():
            if path in self._read:
                continue
            self._read.add(path)
            if is_worth_reading(text.encode("utf-8", "replace")):
                found = suppressions_of(path, text)
                self.suppressions.extend(found.valid)
                self.malformed.extend(found.malformed)

    def muted_by(self, suppressions: list[Suppression]) -> Muting:
        """Turn suppressions into what a solve mutes."""
        muting: Muting = {}
        for suppression in suppressions:
            muted = self.muted_kinds(suppression)
            for row in suppression.applies_to_rows:
                key = (suppression.path, row)
                muting[key] = muting.get(key, frozenset()) | muted
        return muting

    def muted_kinds(self, suppression: Suppression) -> frozenset[str]:
        """Answer the effects and kinds of causes that a suppression's rules are about."""
        muted: set[str] = set()
        for rule in self.rules:
            if suppression.names(rule.code, rule.name):
                muted.update(
                    effect.value
                    for kind in READ
                    for effect in Effect
                    if rule.breaks(probe(kind, effect))
                )
                muted.update(m.value for m in Misuse if rule.breaks(probe("misuse", m)))
                muted.update(
                    f"{kind} {keeper}"
                    for kind in STATE
                    for keeper in Keeper
                    if rule.breaks(probe(kind, keeper))
                )
        return frozenset(muted)

    # Applying

    def apply(self, collector: Collector, observations: list[Observation]) -> list[Finding]:
        """Drop what is suppressed at its cause or workflow; report suppressions without use."""
        self.read_comments()
        if self.suppressions:
            self.drop(collector, [o.solved.workflow for o in observations])
        findings = collector.findings()
        self.find_used_at_calls(observations)
        return [*findings, *self.own_findings()]

    def drop(self, collector: Collector, workflows: list[Workflow]) -> None:
        """Drop flows whose cause or workflow is suppressed."""
        by_name: dict[tuple[str, str], list[Workflow]] = {}
        for workflow in workflows:
            by_name.setdefault((workflow.name, workflow.dialect.name), []).append(workflow)
        for key in list(collector.flows):
            rule, label, _ = collector.causes[key]
            row, _, last, _ = self.places.span(label.module, label.site)
            at_cause = self.covering(rule, label.module, row, last)
            if at_cause is not None:
                self.used.add(at_cause)
                del collector.flows[key]
                continue
            kept = [
                flow
                for flow in collector.flows[key]
                if not any(
                    self.is_off(rule, w) for w in by_name.get((flow.workflow, flow.dialect), ())
                )
            ]
            if kept:
                collector.flows[key] = kept
            else:
                del collector.flows[key]

    def covering(self, rule: Rule, path: str, first: int, last: int) -> Suppression | None:
        """Answer a suppression of a rule on one of these rows."""
        for suppression in self.suppressions:
            if suppression.path == path and suppression.names(rule.code, rule.name):
                rows = suppression.applies_to_rows
                if rows.start <= last and first < rows.stop:
                    return suppression
        return None

    def is_off(self, rule: Rule, workflow: Workflow) -> bool:
        """Tell whether a rule is suppressed on a workflow."""
        row = self.places.span(workflow.path, workflow.site)[0]
        found = self.covering(rule, workflow.path, row, row)
        if found is not None:
            self.used.add(found)
        return found is not None

    def find_used_at_calls(self, observations: list[Observation]) -> None:
        """Solve again without a suppression that muted a call: it is used if the result differs."""
        for suppression in self.suppressions:
            if suppression in self.used:
                continue
            others = self.muted_by([s for s in self.suppressions if s is not suppression])
            for observation in observations:
                rows = observation.solved.solve.muted_rows
                if not any(
                    p == suppression.path and r in suppression.applies_to_rows for p, r in rows
                ):
                    continue
                again = solve_workflow(self.discovery.world, observation.solved.workflow, others)
                if self.shown(observation) != self.shown(Observation(again)):
                    self.used.add(suppression)
                    break

    def shown(self, observation: Observation) -> set[tuple[object, ...]]:
        """Answer what a solve shows, to compare two of them."""
        causes = seen_in(observation, self.rules)
        return {
            (seen.cause, ending.kind, ending.site, ending.consequence)
            for seen in causes
            for ending in seen.endings
        } | {(seen.cause,) for seen in causes}

    def own_findings(self) -> list[Finding]:
        """Report suppressions without use or reason, and malformed ones."""
        found: list[Finding] = []
        for s in self.suppressions:
            place = at(s.path, s.row, s.column)
            if s not in self.used and self.is_ours(s):
                message = "this suppression silences nothing"
                found.append(own_finding("RPL903", message, place, help="remove it"))
            elif self.settings.require_reason and not s.reason and s.kind == "ignore":
                message = "this suppression gives no reason"
                advice = "say after the bracket why it is meant"
                found.append(own_finding("RPL904", message, place, help=advice))
        known = {r.code: r.name for r in load_rules()} | ENGINE_RULES
        unknown = [m for s in self.suppressions for m in unknown_rules(s, known)]
        for m in (*self.malformed, *unknown):
            place = at(m.path, m.row, m.column, m.end_column)
            found.append(own_finding("RPL905", m.message, place, help=m.help))
        return found

    def is_ours(self, suppression: Suppression) -> bool:
        """Tell whether a suppression names a rule that is on: others may be for another run."""
        return any(suppression.names(rule.code, rule.name) for rule in self.rules)
