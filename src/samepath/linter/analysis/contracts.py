"""Contracts held against the program: those that it breaks, and those that nothing needs."""

from collections.abc import Iterator

from samepath.dataclass import replace
from samepath.effects import ADVICE, Certainty, Consequence, Severity
from samepath.linter.analysis.findings import Collector
from samepath.linter.analysis.meets import seen_in
from samepath.linter.analysis.observe import Observation
from samepath.linter.analysis.own_work import at, own_finding
from samepath.linter.analysis.shared_writes import add_shared_writes
from samepath.linter.analysis.suppressed import Muting, Suppressing
from samepath.linter.program.contracted import functions_called, functions_in, module_of
from samepath.linter.program.discovery import Discovery
from samepath.linter.program.everything import created
from samepath.linter.program.objects import Function
from samepath.linter.program.workflows import Workflow, solve_workflow
from samepath.linter.project.known import meant
from samepath.linter.project.settings import Contract
from samepath.linter.report.finding import CONTRACT, Finding, Place
from samepath.rules.dialects import Dialect

UNUSED, BROKEN = "RPL907", "RPL908"


class Contracted:
    """The contracts of the settings, and what came of them in a check."""

    def __init__(self, discovery: Discovery) -> None:
        self.discovery = discovery
        self.world = discovery.world
        self.contracts = discovery.contracts.contracts

    def checked(self, muting: Muting, workflows: list[Workflow]) -> list[Observation]:
        """Solve each function that is called deterministic as if it were a workflow."""
        dialects = {w.dialect.name: w.dialect for w in workflows}
        return [
            Observation(solve_workflow(self.world, alone(function, dialect), muting))
            for contract in self.world.contracts.saying("deterministic")
            for function in functions_called(self.world, contract.name)
            for dialect in dialects.values()
        ]

    def findings(
        self, checked: list[Observation], suppressing: Suppressing, shown: list[Observation]
    ) -> Iterator[Finding]:
        """Yield what breaks a contract, and the contracts that nothing needs."""
        collector = Collector(suppressing.rules, suppressing.places)
        for observation in checked:
            collector.add(observation, seen_in(observation, suppressing.rules))
        add_shared_writes(collector, checked)
        if suppressing.suppressions:
            suppressing.drop(collector, [o.solved.workflow for o in checked])
        yield from broken(collector)
        for contract in self.unused(shown):
            yield own_finding(UNUSED, self.fault(contract), self.place(contract), help=REMOVE)

    def unused(self, shown: list[Observation]) -> list[Contract]:
        """List the contracts whose function no workflow meets."""
        met = {*self.world.contracts.met}
        for observation in shown:
            met.add(observation.solved.workflow.name)
            for reached in observation.reached.values():
                met.add(reached.frame.function.name)
                for names in reached.frame.outside.values():
                    met.update(names)
                for issued in reached.frame.operations.values():
                    met.update(each.name for each in issued)
        return [contract for name, contract in self.contracts.items() if name not in met]

    def fault(self, contract: Contract) -> str:
        """Say why a contract is of no use."""
        name = contract.name
        module, inner = module_of(self.world, name)
        own = functions_in(self.world, module) if module is not None else []
        if module is None or any(f.code.qualname == inner for f in own):
            return f"no workflow calls `{name}`, which is declared {contract.says}"
        elsewhere = [f.name for f in created(self.world.base) if f.code.qualname == inner]
        near = f"; it is `{elsewhere[0]}`" if elsewhere else meant(name, [f.name for f in own])
        return f"there is no function `{name}`, which is declared {contract.says}{near}"

    def place(self, contract: Contract) -> Place:
        """Find a contract in the file of settings."""
        path = self.discovery.settings.path or self.discovery.settings.root
        content = self.discovery.sources.reader.read(path) or b""
        lines = content.decode("utf-8", "replace").splitlines()
        quoted = (f'"{contract.name}"', f"'{contract.name}'")
        for row, line in enumerate(lines, start=1):
            column = next((line.index(q) + 1 for q in quoted if q in line), 0)
            if column:
                return at(path, row, column, column + len(quoted[0]))
        return at(path)


def alone(function: Function, dialect: Dialect) -> Workflow:
    """Take a function for a workflow."""
    return Workflow(function.name, dialect, function=function, alone=True)


REMOVE = "remove the contract, or name the function as the program does: module and function"
KEEP = "take it out of the function, or declare in the settings what the function does"


def broken(collector: Collector) -> Iterator[Finding]:
    """Yield a finding for each cause that a function has and must not have."""
    for key, flows in collector.flows.items():
        _, label, _ = collector.causes[key]
        hurt = [f for f in flows if f.consequence in (Consequence.DIVERGES, Consequence.LEAKS)]
        if label.kind == "misuse" or not hurt:
            continue
        worst = min(hurt, key=lambda flow: flow.certainty is Certainty.MAY)
        severity = Severity.WARNING if worst.certainty is Certainty.MAY else Severity.ERROR
        does = ADVICE[label.effect].phrase
        message = f"`{worst.workflow}` is declared deterministic, but {label.what} {does}"
        found = own_finding(BROKEN, message, collector.places.place(label.module, label.site), KEEP)
        yield replace(
            found, severity=severity, consequence=worst.consequence, certainty=worst.certainty,
            flows=tuple(dict.fromkeys(replace(flow, dialect=CONTRACT) for flow in hurt)),
        )  # fmt: skip
