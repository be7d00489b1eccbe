"""`Project(reader, settings).check()`: the one door for every frontend."""

import gc
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from samepath.dataclass import replace
from samepath.linter.analysis.findings import Collector
from samepath.linter.analysis.meets import seen_in
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.own_work import gap_findings, problem_findings
from samepath.linter.analysis.picture import picture
from samepath.linter.analysis.places import Places
from samepath.linter.analysis.rulebook import load_rules
from samepath.linter.analysis.shapes import misshapen
from samepath.linter.analysis.shared_writes import add_shared_writes
from samepath.linter.analysis.suppressed import Suppressing
from samepath.linter.api import Rule
from samepath.linter.program.discovery import Discovery
from samepath.linter.program.everything import adjacency, call_everything
from samepath.linter.program.objects import STEP
from samepath.linter.program.workflows import Workflow, solve_workflow
from samepath.linter.project.files import Files, gather
from samepath.linter.project.reader import Reader
from samepath.linter.project.settings import Settings
from samepath.linter.report.effects import Effects
from samepath.linter.report.finding import Finding, Report, WorkflowRead
from samepath.linter.report.graph import CallGraph
from samepath.rules.dialects import load_dialects

RECURSION = 12_000
OWN = "samepath"
"""The dialect whose words are used in a program that names no engine."""


@contextmanager
def room() -> Iterator[None]:
    """Let calls of the analysed program nest deeper than Python would let them.

    Nearly all that is made meanwhile is kept, so that nobody looks for garbage in it.
    """
    before, collects = sys.getrecursionlimit(), gc.isenabled()
    sys.setrecursionlimit(max(before, RECURSION))
    gc.disable()
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
        if collects:
            gc.enable()


class Project:
    """A program to check: everything below some roots, as a reader shows it.

    Who has gathered its files already gives them.
    """

    def __init__(
        self,
        reader: Reader,
        settings: Settings,
        roots: Sequence[str] = (),
        files: Files | None = None,
    ) -> None:
        self.reader = reader
        self.settings = settings
        self.roots = tuple(roots) or (settings.root,)
        self._files = files
        self._discovery: Discovery | None = None
        self._workflows: list[Workflow] | None = None

    @property
    def discovery(self) -> Discovery:
        """The program's files and its import-time world, read as far as needed."""
        if self._discovery is None:
            files = self._files or gather(self.reader, self.settings, self.roots)
            self._discovery = Discovery(self.reader, self.settings, files)
        return self._discovery

    @room()
    def found(self, go_on: Callable[[], None] = lambda: None) -> list[Workflow]:
        """Find the workflows of the program. `go_on` is called for each file that is read."""
        if self._workflows is None:
            self._workflows = self.discovery.workflows(go_on)
        return self._workflows

    @room()
    def check(
        self, focus: Collection[str] | None = None, go_on: Callable[[], None] = lambda: None
    ) -> Report:
        """Check every workflow. `focus` narrows what frontends show, never what is read.

        `go_on` is called again and again, and raises if nobody waits for the answer any more.
        """
        workflows = self.found(go_on)
        discovery = self.discovery
        discovery.read_named((*self.roots, *(focus or ())))
        rules = self.rules()
        places = Places(discovery.world, discovery.sources)
        suppressing = Suppressing(discovery, places, rules, self.settings)
        collector = Collector(rules, places)
        observations: list[Observation] = []
        for workflow in workflows:
            go_on()
            observation = Observation(
                solve_workflow(discovery.world, workflow, suppressing.muting())
            )
            observations.append(observation)
            collector.add(observation, seen_in(observation, rules))
        add_shared_writes(collector, observations)
        for declared in misshapen(discovery.world):
            collector.add_declared(declared)
        checked, own = self.held_to_contracts(suppressing, observations)
        findings = suppressing.apply(collector, [*observations, *checked]) + own
        findings += problem_findings(discovery)
        findings += gap_findings(observations, places)
        kept = [graded(f, self.settings) for f in findings if self.is_wanted(f)]
        return Report(
            findings=tuple(sorted(kept, key=by_place)),
            workflows=tuple(self.read(o, places) for o in observations),
            files_found=len(discovery.files),
            files_read=discovery.files_read(),
            lines_read=discovery.sources.lines,
            budget=budget(discovery, observations),
        )

    def held_to_contracts(
        self, suppressing: Suppressing, observations: list[Observation]
    ) -> tuple[list[Observation], list[Finding]]:
        """Solve what is declared deterministic; answer that, and the contracts with a fault."""
        if not self.settings.contracts:
            return [], []
        from samepath.linter.analysis.contracts import Contracted  # few settings have any

        contracted = Contracted(self.discovery)
        workflows = [observation.solved.workflow for observation in observations]
        checked = contracted.checked(suppressing.muting(), workflows)
        return checked, list(contracted.findings(checked, suppressing, observations))

    def rules(self) -> tuple[Rule, ...]:
        """List the rules that are on anywhere."""
        return tuple(r for r in load_rules() if self.is_on(r))

    def is_on(self, rule: Rule) -> bool:
        """Tell whether a rule is on; one in preview must be meant, not just included in all."""
        on = self.settings.rule_enabled(rule.code, rule.name)
        return on and (not rule.preview or self.settings.names_rule(rule.code, rule.name))

    def is_wanted(self, finding: Finding) -> bool:
        """Tell whether a finding's rule is on in its file."""
        if finding.code.startswith("RPL9"):
            return True
        return self.settings.rule_enabled(finding.code, finding.name, finding.filename)

    def read(self, observation: Observation, places: Places) -> WorkflowRead:
        """Tell how completely a workflow was read."""
        workflow = observation.solved.workflow
        row = places.span(workflow.path, workflow.site)[0]
        frames = [r.frame for r in observation.reached.values()]
        operations = {
            (f.function, s)
            for f in frames
            for s, issued in f.operations.items()
            if not all(each.operation.joins for each in issued)
        }
        steps = {
            issued.target or issued.site
            for f in frames
            for each in f.operations.values()
            for issued in each
            if issued.operation.kind == "step"
        }
        functions = {f.function.code for f in frames if f.mode.when != STEP}
        gaps = {(f.function.code, s) for f, s, _ in observation.gaps()}
        return WorkflowRead(
            workflow.name, workflow.dialect.name, workflow.path, row,
            len(steps), len(operations), len(functions), len(gaps),
        )  # fmt: skip

    @room()
    def workflows(self) -> tuple[WorkflowRead, ...]:
        """List the workflows, and how completely each was read."""
        discovery_workflows = self.found()
        places = Places(self.discovery.world, self.discovery.sources)
        return tuple(
            self.read(Observation(solve_workflow(self.discovery.world, w)), places)
            for w in discovery_workflows
        )

    def explain(self, path: str, row: int) -> tuple[Finding, ...]:
        """Answer the findings that touch a line: cause, sink, or any hop."""
        return tuple(f for f in self.check().findings if touches(f, path, row))

    @room()
    def graph(self, workflow: str) -> CallGraph:
        """Answer the calls below one workflow, named fully or by its last part.

        Raises LookupError if there is none, or more than one.
        """
        fitting = [w for w in self.found() if w.name == workflow] or [
            w for w in self.found() if w.name.endswith(f".{workflow}")
        ]
        if len(fitting) != 1:
            names = ", ".join(w.name for w in fitting or self.found())
            what = "more than one workflow is called" if fitting else "there is no workflow"
            message = f"{what} {workflow}; there are: {names or 'none'}"
            raise LookupError(message)
        places = Places(self.discovery.world, self.discovery.sources)
        return picture(Observation(solve_workflow(self.discovery.world, fitting[0])), places)

    @room()
    def effects(self, name: str) -> Effects:
        """Answer what a function does, and where its parameters go.

        Raises LookupError, with the name that was probably meant, if there is no such function.
        """
        from samepath.linter.analysis.naming import function_named
        from samepath.linter.analysis.summary import summarise

        workflows = self.found()  # and with them the steps
        world = self.discovery.world
        function = function_named(self.discovery, name)
        own = next((w.dialect for w in workflows if w.function is function), None)
        known = own or next(iter(world.dialects.dialects), None) or load_dialects([OWN])[0]
        return summarise(world, Places(world, self.discovery.sources), function, known)

    @room()
    def adjacency(self) -> dict[str, list[str]]:
        """Answer the complete call graph: caller to callees, by dotted name."""
        modules = self.discovery.all_modules()
        return adjacency(call_everything(self.discovery.world, modules))


def touches(finding: Finding, path: str, row: int) -> bool:
    """Tell whether a finding's cause, sink or a hop stands on a line."""
    if finding.filename == path and finding.location.row <= row <= finding.end_location.row:
        return True
    for flow in finding.flows:
        if flow.sink is not None and (flow.sink.filename, flow.sink.row) == (path, row):
            return True
        if any((hop.filename, hop.row) == (path, row) for hop in flow.chain):
            return True
    return False


def graded(finding: Finding, settings: Settings) -> Finding:
    """Give a finding the level that the settings give its rule; notes stay notes."""
    level = settings.severity_of(finding.code, finding.name)
    return finding if level is None else replace(finding, severity=level)


def by_place(finding: Finding) -> tuple[object, ...]:
    """Order findings by file and place."""
    return (
        finding.filename, finding.location, finding.end_location, finding.code, finding.message,
    )  # fmt: skip


def budget(discovery: Discovery, observations: list[Observation]) -> tuple[str, ...]:
    """Name the limits that were hit: workflows that are too large, a missing environment."""
    hit = [
        f"{o.solved.workflow.name} is too large to be followed to the end"
        for o in observations
        if o.solved.solve.exhausted
    ]
    if discovery.no_environment:
        hit.append("the environment that `python` names in the settings was not found")
    return tuple(hit)
